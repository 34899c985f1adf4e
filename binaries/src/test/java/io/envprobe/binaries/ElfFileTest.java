package io.envprobe.binaries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.binaries.ElfDynamic.Tag;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ElfFileTest {
  static Stream<Arguments> layouts() {
    return Stream.of(
        Arguments.of(32, ByteOrder.LITTLE_ENDIAN),
        Arguments.of(32, ByteOrder.BIG_ENDIAN),
        Arguments.of(64, ByteOrder.LITTLE_ENDIAN),
        Arguments.of(64, ByteOrder.BIG_ENDIAN));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void readsTheDynamicSectionInEveryLayout(int bits, ByteOrder order) throws IOException {
    ElfAssembler elf = new ElfAssembler(bits, order);
    byte[] file =
        elf.named(Tag.NEEDED, "liba.so.1")
            .named(Tag.NEEDED, "/opt/../libb.so")
            .named(Tag.SONAME, "libme.so.2")
            .named(Tag.RPATH, "$ORIGIN/../lib:/opt/a")
            .named(Tag.RUNPATH, "/opt/b")
            .entry(Tag.FLAGS, 4)
            .entry(Tag.FLAGS_1, 0x08000000)
            .interpreter("/lib/ld.so.1")
            .segment(ElfSegment.GNU_STACK, 7, 0, 0, 16)
            .file();
    ElfFile read = sound(file);
    assertEquals(bits, read.header().bits());
    assertEquals(order, read.header().order());
    assertEquals(Optional.of("/lib/ld.so.1"), read.interpreter());
    assertEquals(List.of("liba.so.1", "/opt/../libb.so"), read.needed());
    assertEquals(Optional.of("libme.so.2"), read.soname());
    ElfDynamic dynamic = read.dynamic().orElseThrow();
    assertEquals(Optional.of("$ORIGIN/../lib:/opt/a"), dynamic.rpath());
    assertEquals(Optional.of("/opt/b"), dynamic.runpath());
    assertTrue(dynamic.hasTextRelocations());
    assertTrue(dynamic.isPositionIndependentExecutable());
    assertEquals(Optional.of(true), read.executableStack());
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void readsVersionTablesInEveryLayout(int bits, ByteOrder order) throws IOException {
    ElfAssembler elf = new ElfAssembler(bits, order);
    int libc = elf.string("libc.so.6");
    byte[] needs =
        elf.numbers(
            2,
            1,
            2,
            2,
            4,
            libc,
            4,
            16,
            4,
            0,
            4,
            ElfHash.sysv("GLIBC_2.34"),
            2,
            0,
            2,
            2,
            4,
            elf.string("GLIBC_2.34"),
            4,
            16,
            4,
            1,
            2,
            2,
            2,
            3,
            4,
            elf.string("GLIBC_2.9"),
            4,
            0);
    byte[] definitions =
        elf.numbers(
            2,
            1,
            2,
            1,
            2,
            1,
            2,
            1,
            4,
            0,
            4,
            20,
            4,
            28,
            4,
            elf.string("me"),
            4,
            0,
            2,
            1,
            2,
            0,
            2,
            2,
            2,
            2,
            4,
            0,
            4,
            20,
            4,
            0,
            4,
            elf.string("ME_1.10"),
            4,
            8,
            4,
            elf.string("ME_1.9"),
            4,
            0);
    byte[] file =
        elf.table(Tag.VERNEED, needs)
            .entry(Tag.VERNEEDNUM, 1)
            .table(Tag.VERDEF, definitions)
            .entry(Tag.VERDEFNUM, 2)
            .file();
    ElfFile read = sound(file);
    ElfVersionNeed need = read.versionNeeds().get(0);
    assertEquals(Optional.of("libc.so.6"), need.file());
    assertEquals(
        List.of("GLIBC_2.34", "GLIBC_2.9"),
        need.versions().stream().map(ElfVersionNeed.Version::name).toList());
    assertTrue(need.versions().get(1).isWeak());
    assertEquals(Optional.of("2.34"), read.highestNeeded("GLIBC"));
    assertEquals(Optional.of("1.10"), read.highestDefined("ME"));
    assertTrue(read.versionDefinitions().get(0).isBase());
    assertEquals(List.of("ME_1.9"), read.versionDefinitions().get(1).parents());
    assertTrue(read.defines("ME_1.10"));
    assertFalse(read.defines("me"), "the base entry is no version");
  }

  @Test
  void readsNotes() throws IOException {
    ElfAssembler elf = new ElfAssembler(64, ByteOrder.LITTLE_ENDIAN);
    byte[] file =
        elf.note("GNU", 1, elf.numbers(4, 0, 4, 3, 4, 2, 4, 0))
            .note("GNU", 3, new byte[] {(byte) 0xab, 1})
            .note("FDO", ElfNote.PACKAGE, ascii("{\"name\":\"x\"}\0\0"))
            .file();
    ElfFile read = sound(file);
    assertEquals(Optional.of("3.2.0"), read.abiTag().map(ElfAbiTag::kernel));
    assertEquals(Optional.of("ab01"), read.buildId());
    assertEquals("{\"name\":\"x\"}", read.notes().get(2).text());
  }

  @Test
  void readsTheIsaLevelAndIgnoresAMisalignedPropertyNote() throws IOException {
    ElfAssembler elf = new ElfAssembler(64, ByteOrder.LITTLE_ENDIAN);
    byte[] note = elf.numbers(4, 4, 4, 16, 4, 5, 4, 0x554e47, 4, 0xc0008002L, 4, 4, 4, 7, 4, 0);
    long at = elf.place(note);
    byte[] file = elf.segment(ElfSegment.GNU_PROPERTY, 4, at, note.length, 8).file();
    assertEquals(OptionalLong.of(3), sound(file).properties().x86LevelNeeded());

    ElfAssembler other = new ElfAssembler(64, ByteOrder.LITTLE_ENDIAN);
    at = other.place(note);
    ReadResult<ElfFile> read =
        ElfFile.read(
            ByteSource.of(other.segment(ElfSegment.GNU_PROPERTY, 4, at, note.length, 4).file()));
    assertEquals(ElfProperties.NONE, read.content().orElseThrow().properties());
    assertEquals(List.of("gnu-property-misaligned"), codes(read));
  }

  @Test
  void rejectsWhatIsNotElf() throws IOException {
    assertEquals(List.of("not-elf"), codes(ElfFile.read(ByteSource.of(new byte[0]))));
    assertEquals(List.of("not-elf"), codes(ElfFile.read(ByteSource.of(new byte[4096]))));
    byte[] file = new ElfAssembler(64, ByteOrder.LITTLE_ENDIAN).file();
    assertEquals(
        List.of("truncated-header"), codes(ElfFile.read(ByteSource.of(Arrays.copyOf(file, 63)))));
  }

  @Test
  void keepsWhatPrecedesABrokenLinkOfAVersionTable() throws IOException {
    ElfAssembler elf = new ElfAssembler(64, ByteOrder.LITTLE_ENDIAN);
    // As a signed 32-bit number the last link leads back to the first record.
    byte[] needs =
        elf.numbers(
            2,
            1,
            2,
            1,
            4,
            elf.string("libc.so.6"),
            4,
            16,
            4,
            0xfffffff0L,
            4,
            1,
            2,
            0,
            2,
            2,
            4,
            elf.string("GLIBC_2.2.5"),
            4,
            0);
    ReadResult<ElfFile> read =
        ElfFile.read(ByteSource.of(elf.table(Tag.VERNEED, needs).entry(Tag.VERNEEDNUM, 1).file()));
    assertEquals(List.of("verneed-out-of-file"), codes(read));
    assertEquals(1, read.content().orElseThrow().versionNeeds().size());
  }

  @Test
  void findsTheBannersOfBothLibcs() throws IOException {
    ElfAssembler elf = new ElfAssembler(64, ByteOrder.LITTLE_ENDIAN);
    elf.place(ascii("GNU C Library\0"));
    elf.place(ascii("GNU C Library (X GLIBC 2.41-1) development release version 2.41.9000.\n\0"));
    byte[] file = elf.file();
    GlibcBanner banner = GlibcBanner.find(ByteSource.of(file), sound(file)).orElseThrow();
    assertEquals("2.41.9000", banner.version());
    assertTrue(banner.development());

    ElfAssembler musl = new ElfAssembler(64, ByteOrder.LITTLE_ENDIAN);
    musl.place(ascii("10.11.12\0"));
    musl.place(new byte[100]);
    musl.place(ascii("1.2.5-git-3\0"));
    musl.place(ascii("musl libc (aarch64)\0Version %s\n\0"));
    byte[] loader = musl.file();
    assertEquals(
        Optional.of(new MuslVersion("1.2.5", "1.2.5-git-3", "aarch64")),
        MuslVersion.find(ByteSource.of(loader), sound(loader)));
    assertEquals(Optional.empty(), GlibcBanner.find(ByteSource.of(loader), sound(loader)));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static ElfFile sound(byte[] file) throws IOException {
    ReadResult<ElfFile> read = ElfFile.read(ByteSource.of(file));
    assertEquals(List.of(), read.defects());
    return read.content().orElseThrow();
  }

  private static List<String> codes(ReadResult<?> read) {
    return read.defects().stream().map(Defect::code).toList();
  }
}
