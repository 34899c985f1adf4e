package io.envprobe.binaries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.binaries.ElfDynamic.Tag;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElfSymbolsTest {
  static Stream<Arguments> layouts() {
    return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
        .flatMap(
            order ->
                Stream.of(32, 64)
                    .flatMap(
                        bits -> Stream.of(true, false).map(gnu -> Arguments.of(bits, order, gnu))));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void countsAndFindsSymbolsThroughEitherHashTable(int bits, ByteOrder order, boolean gnu)
      throws IOException {
    ByteSource source = ByteSource.of(Samples.elf(bits, order, gnu));
    ElfFile file = ElfFile.read(source).content().orElseThrow();
    ElfSymbols symbols = ElfSymbols.read(source, file).content().orElseThrow();
    assertEquals(
        List.of("puts", "_ZNSs6appendEPKc"),
        symbols.undefined().stream().map(ElfSymbol::name).toList());
    ElfSymbol puts = symbols.undefined().get(0);
    assertEquals(Optional.of("GLIBC_2.34"), puts.version());
    assertEquals(Optional.of("libc.so.6"), puts.file());
    assertTrue(symbols.undefined().get(1).isWeak());
    assertEquals(1, symbols.definedCount());
    assertFalse(symbols.countInferred());
    ElfSymbol provided = symbols.defined().get(0);
    assertEquals(Optional.of("SAMPLE_1"), provided.version());
    assertEquals(0x1234, provided.value());
    ElfSymbolLookup lookup = ElfSymbolLookup.of(source, file);
    assertEquals(List.of(provided), lookup.find("provided"));
    assertEquals(List.of(), lookup.find("puts"), "it is needed, not provided");
    assertEquals(List.of(), lookup.find("provide"));
  }

  @Test
  void takesTheNextTableAsTheEndWhereNoHashTableTells() throws IOException {
    ElfAssembler elf = new ElfAssembler(64, ByteOrder.LITTLE_ENDIAN);
    int name = elf.string("needed_fn");
    byte[] none = new byte[24];
    byte[] needed = elf.numbers(4, name, 1, 0x12, 1, 0, 2, 0, 8, 0, 8, 0);
    elf.table(Tag.SYMTAB, Samples.concat(none, needed));
    ByteSource source = ByteSource.of(elf.table(Tag.VERSYM, elf.numbers(2, 0, 2, 1)).file());
    ElfFile file = ElfFile.read(source).content().orElseThrow();
    ElfSymbols symbols = ElfSymbols.read(source, file).content().orElseThrow();
    assertTrue(symbols.countInferred());
    assertEquals("needed_fn", symbols.undefined().get(0).name());
    assertEquals(1, symbols.undefined().size());
  }

  @Test
  void readsSixtyFourBitHashWordsOnS390x() throws IOException {
    ElfAssembler elf = new ElfAssembler(64, ByteOrder.BIG_ENDIAN).machine(22, 0);
    int name = elf.string("fn");
    elf.table(
        Tag.SYMTAB,
        Samples.concat(new byte[24], elf.numbers(4, name, 1, 0x12, 1, 0, 2, 7, 8, 5, 8, 0)));
    elf.table(Tag.HASH, elf.numbers(8, 1, 8, 2, 8, 1, 8, 0, 8, 0));
    ByteSource source = ByteSource.of(elf.file());
    ElfFile file = ElfFile.read(source).content().orElseThrow();
    assertEquals(1, ElfSymbols.read(source, file).content().orElseThrow().definedCount());
    assertEquals(5, ElfSymbolLookup.of(source, file).find("fn").get(0).value());
  }

  @Test
  void sumsUpWhatAFileNeeds() throws IOException {
    ByteSource source = ByteSource.of(Samples.elf(64, ByteOrder.LITTLE_ENDIAN, true));
    ElfFile file = ElfFile.read(source).content().orElseThrow();
    ElfRequirements needs =
        ElfRequirements.of(
            file, ElfSymbols.readUndefined(source, file).content().orElseThrow().undefined());
    assertEquals(ElfRequirements.Libc.GLIBC, needs.libc());
    assertEquals(Optional.of("2.34"), needs.glibc());
    assertEquals(List.of("puts"), needs.glibcSymbols());
    assertEquals(Optional.of("old"), needs.cxx().stringAbi());
    assertFalse(needs.unannouncedRelr());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_ZNKSs6substrEmm",
        "_Z1fRKSs",
        "_Z1fIXLi5EEEvSs",
        "_ZNKSt15basic_stringbufIcSt11char_traitsIcESaIcEE3strEv"
      })
  void recognisesTheOldString(String name) {
    assertEquals(Optional.of("old"), CxxAbi.of(Stream.of(name)).stringAbi());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"_ZNSolsEi", "_ZN5ClSs36methodEv", "_ZNSt13runtime_errorC1EPKc", "initSs", "S"})
  void takesNoOtherNameForAString(String name) {
    assertEquals(Optional.empty(), CxxAbi.of(Stream.of(name)).stringAbi());
  }

  @Test
  void tellsTheStandardLibrariesApart() {
    CxxAbi both =
        CxxAbi.of(
            Stream.of(
                "_ZNSs6appendEPKc",
                "_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE6appendEPKc"));
    assertEquals(Optional.of("both"), both.stringAbi());
    assertEquals(Optional.of("__1"), CxxAbi.of(Stream.of("_ZNSt3__19to_stringEi")).libcxx());
    assertEquals(Optional.of("__ndk1"), CxxAbi.of(Stream.of("_ZNSt6__ndk15mutexD1Ev")).libcxx());
  }
}
