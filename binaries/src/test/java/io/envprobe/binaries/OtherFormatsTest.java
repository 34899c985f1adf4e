package io.envprobe.binaries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OtherFormatsTest {
  @Test
  void readsAWindowsLibrary() throws IOException {
    PeFile file = sound(PeFile.read(ByteSource.of(Samples.pe())));
    assertEquals("x64", file.machineName());
    assertTrue(file.isDll());
    assertEquals("10.0", file.systemVersion());
    assertEquals("6.1", file.subsystemVersion());
    assertEquals(
        List.of(new PeFile.Import("KERNEL32.dll", List.of("GetLastError", "#17"))), file.imports());
    assertEquals(List.of(new PeFile.Import("nvcuda.dll", List.of("cuInit"))), file.delayImports());
    assertEquals(Optional.of("sample.dll"), file.exportName());
    assertEquals(List.of("sample_fn"), file.exports());
    assertEquals(Optional.of(new PeFile.Version("14.40.33810.0", "14.0.1.2")), file.version());
  }

  @Test
  void rejectsADosProgramAndATruncatedLibrary() throws IOException {
    byte[] dos = Samples.pe();
    dos[0x80] = 'N';
    assertEquals("not-pe", rejection(PeFile.read(ByteSource.of(dos))));
    byte[] half = Arrays.copyOf(Samples.pe(), 0xc0);
    assertEquals("truncated-header", rejection(PeFile.read(ByteSource.of(half))));
  }

  @Test
  void readsAMacLibrary() throws IOException {
    MachOFile file = sound(MachOFile.read(ByteSource.of(Samples.machO())));
    MachOFile.Slice slice = file.slices().get(0);
    assertEquals("arm64", slice.architecture());
    assertEquals(Optional.of("@rpath/libsample.dylib"), slice.installName());
    assertEquals(
        List.of(
            new MachOFile.Dylib("/usr/lib/libSystem.B.dylib", "1311.2.3", "1.0", false, false),
            new MachOFile.Dylib("@rpath/libopt.dylib", "1.0", "1.0", true, false)),
        slice.dylibs());
    assertEquals(List.of("@loader_path/.."), slice.rpaths());
    assertEquals(Optional.of(new MachOFile.Build("macos", "14.2", "15.0")), slice.build());
    assertEquals(List.of(new MachOFile.Import("_puts", 1, true)), slice.imports());
  }

  @Test
  void readsSlicesOfAFatFileAndRejectsAJavaClass() throws IOException {
    MachOFile fat = sound(MachOFile.read(ByteSource.of(Samples.fat())));
    assertTrue(fat.fat());
    MachOFile thin = sound(MachOFile.read(ByteSource.of(Samples.machO())));
    assertEquals(thin.slices().get(0).dylibs(), fat.slices().get(0).dylibs());
    assertEquals(0x1000, fat.slices().get(0).offset());
    byte[] javaClass = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 61, 0, 9};
    assertEquals("not-mach-o", rejection(MachOFile.read(ByteSource.of(javaClass))));
  }

  @Test
  void readsTheLoaderCacheInBothByteOrders() throws IOException {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      LdCache cache = sound(LdCache.read(ByteSource.of(Samples.cache(order))));
      assertEquals(LdCache.Format.NEW, cache.format());
      assertEquals(order, cache.order());
      assertEquals(Optional.of("ldconfig"), cache.generator());
      LdCache.Entry first = cache.entries().get(0);
      assertEquals(Optional.of("libfoo.so.1"), first.name());
      assertEquals(Optional.of("x86-64-v3"), first.hwcapName());
      assertEquals(OptionalInt.of(1), first.isaLevel());
      assertEquals(Optional.of("/lib/libfoo.so.1"), cache.entries().get(1).path());
      assertEquals(OptionalInt.empty(), cache.entries().get(1).isaLevel());
    }
  }

  @Test
  void aCacheThatIsAskedForOneNameLooksAtNoOther() throws IOException {
    byte[] bytes = Samples.cache(ByteOrder.LITTLE_ENDIAN);
    LdCache sound = sound(LdCache.open(bytes));
    assertEquals(sound.entries(), sound.named("libfoo.so.1"));
    assertEquals(List.of(), sound.named("libfoo.so"));

    bytes[48 + 7] = 0x7f; // The name of the first entry is out of the file.
    LdCache damaged = sound(LdCache.open(bytes));
    assertEquals(List.of(sound.entries().get(1)), damaged.named("libfoo.so.1"));
    assertEquals(
        List.of("cache-string-out-of-file"),
        LdCache.read(ByteSource.of(bytes)).defects().stream().map(Defect::code).toList());
  }

  @Test
  void aNameInACacheIsComparedAsTheTextThatItIsShownAs() throws IOException {
    byte[] bytes = Samples.cache(ByteOrder.LITTLE_ENDIAN);
    bytes[72 + 4] = (byte) (0x98 + "/lib/".length());
    bytes[0x98 + "/lib/".length()] = (byte) 0xe9;
    LdCache cache = sound(LdCache.open(bytes));
    assertEquals(List.of(cache.entries().get(1)), cache.named("\\xe9ibfoo.so.1"));
    assertEquals(List.of(), cache.named("\u00e9ibfoo.so.1"));
  }

  @Test
  void directoriesOfACacheAreThoseOfItsSoundEntries() throws IOException {
    byte[] bytes = Samples.cache(ByteOrder.BIG_ENDIAN);
    LdCache cache = sound(LdCache.open(bytes));
    Set<String> expected = new LinkedHashSet<>();
    for (LdCache.Entry entry : cache.entries()) {
      String path = entry.path().orElseThrow();
      expected.add(path.substring(0, path.lastIndexOf('/')));
    }
    assertEquals(expected, cache.directories(-1));
    assertEquals(expected, cache.directories(cache.entries().get(0).flags() >> 8 & 0xff));
    assertEquals(Set.of(), cache.directories(0x7f));
  }

  @Test
  void aNameThatIsTheEndOfItsPathIsReadWithIt() throws IOException {
    byte[] bytes = Samples.cache(ByteOrder.LITTLE_ENDIAN);
    bytes[72 + 4] = (byte) (0x98 + "/lib/".length());
    LdCache.Entry entry = sound(LdCache.read(ByteSource.of(bytes))).entries().get(1);
    assertEquals(Optional.of("libfoo.so.1"), entry.name());
    bytes[0x98 + "/lib/".length()] = (byte) 0xe9;
    LdCache.Entry odd = sound(LdCache.read(ByteSource.of(bytes))).entries().get(1);
    assertEquals(Optional.of("\\xe9ibfoo.so.1"), odd.name());
    assertEquals(Optional.of("/lib/\\xe9ibfoo.so.1"), odd.path());
  }

  @Test
  void namesTheSubdirectoriesOfACompatibleCacheAsTheyWereMeant() throws IOException {
    LdCache cache = sound(LdCache.read(ByteSource.of(Samples.compatibleCache())));
    assertEquals(LdCache.Format.COMPAT, cache.format());
    assertEquals(Optional.of("x86-64-v3"), cache.entries().get(0).hwcapName());
  }

  @Test
  void comparesCacheNamesByTheirNumbers() {
    assertTrue(LdCache.compareNames("libfoo.so.10", "libfoo.so.9") > 0);
    assertTrue(LdCache.compareNames("libfoo10.so.1", "libfoo.so.1") > 0);
    assertTrue(LdCache.compareNames("libfoo.so", "libfoo.so.2") < 0);
    assertEquals(0, LdCache.compareNames("libfoo.so.02", "libfoo.so.2"));
  }

  @Test
  void readsArchivesWithEveryKindOfName() throws IOException {
    byte[] file = Samples.archive();
    ArArchive archive = sound(ArArchive.read(ByteSource.of(file)));
    assertEquals(
        List.of("a.o", "a_name_longer_than_sixteen.o", "bsd.o"),
        archive.members().stream().map(ArArchive.Member::name).toList());
    ArArchive.Member last = archive.members().get(2);
    byte[] content = new byte[10];
    int size = ByteSource.of(file).slice(last.offset(), last.size()).read(0, content, 0, 10);
    assertEquals(4, size);
    assertEquals('C', content[3]);
  }

  @Test
  void readsLongNamesThatEndAsOnWindows() throws IOException {
    byte[] file = Samples.archive();
    int slash = new String(file, StandardCharsets.ISO_8859_1).indexOf("sixteen.o/");
    file[slash + "sixteen.o".length()] = 0;
    ArArchive archive = sound(ArArchive.read(ByteSource.of(file)));
    assertEquals("a_name_longer_than_sixteen.o", archive.members().get(1).name());
  }

  @Test
  void endsAnArchiveAtADamagedMember() throws IOException {
    byte[] file = Samples.archive();
    file[file.length - 18] = 'x';
    ReadResult<ArArchive> read = ArArchive.read(ByteSource.of(file));
    assertEquals("bad-member", read.defects().get(0).code());
    assertEquals(2, read.content().orElseThrow().members().size());
  }

  private static <T> T sound(ReadResult<T> read) {
    assertEquals(List.of(), read.defects());
    return read.content().orElseThrow();
  }

  private static String rejection(ReadResult<?> read) {
    return read.fold(sound -> "not rejected", rejected -> rejected.reason().code());
  }
}
