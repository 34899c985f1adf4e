package io.envprobe.binaries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Everything that the module can find in a source of any format. */
final class Readers {
  private Readers() {}

  /** Calls every reader; whether one of them did not reject the source. */
  static boolean readAll(ByteSource source) throws IOException {
    boolean other = PeFile.read(source).content().isPresent();
    other |= MachOFile.read(source).content().isPresent();
    other |= ArArchive.read(source).content().isPresent();
    other |= cache(source);
    other |= DyldCache.read(source).content().isPresent();
    Optional<ElfFile> file = ElfFile.read(source).content();
    if (file.isEmpty()) {
      return other;
    }
    ElfFile elf = file.get();
    Optional<ElfSymbols> symbols = ElfSymbols.read(source, elf).content();
    ElfRequirements.of(elf, symbols.map(ElfSymbols::undefined).orElse(List.of()));
    ElfSymbolLookup lookup = ElfSymbolLookup.of(source, elf);
    lookup.find("provided");
    lookup.find("memcpy");
    elf.header().architecture();
    elf.header().floatAbi();
    elf.executableStack();
    GlibcBanner.find(source, elf);
    MuslVersion.find(source, elf);
    LoaderDirectories.ofGlibc(source, elf);
    LoaderDirectories.ofMusl(source, elf);
    ElfProducers.read(source, elf);
    return true;
  }

  private static boolean cache(ByteSource source) throws IOException {
    Optional<LdCache> cache = LdCache.read(source).content();
    cache.ifPresent(Readers::agrees);
    return cache.isPresent();
  }

  /** What is asked in part is what the whole has, however damaged the file. */
  private static void agrees(LdCache cache) {
    List<LdCache.Entry> entries = cache.entries();
    for (int i = 0; i < entries.size(); i++) {
      LdCache.Entry entry = entries.get(i);
      String name = entry.name().orElse("");
      LdCache.compareNames(name, entries.get(Math.max(0, i - 1)).name().orElse(""));
      assertEquals(entry.name().isPresent(), cache.named(name).contains(entry));
    }
    assertTrue(cache.directories(-1).containsAll(cache.directories(3)));
  }
}
