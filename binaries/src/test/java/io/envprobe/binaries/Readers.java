package io.envprobe.binaries;

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
    cache.ifPresent(
        found -> {
          for (int i = 1; i < found.entries().size(); i++) {
            LdCache.compareNames(
                found.entries().get(i - 1).name().orElse(""),
                found.entries().get(i).name().orElse(""));
          }
        });
    return cache.isPresent();
  }
}
