package io.envprobe.binaries.loader;

import io.envprobe.binaries.ElfDynamic;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfProperties;
import java.util.List;
import java.util.Optional;

/** Emulates a dynamic loader. */
public final class Loader {
  /** The path of the program that opens libraries and brings nothing else; in messages. */
  static final String PROGRAM = "/program";

  private Loader() {}

  /**
   * What starting a program would come to.
   *
   * @param path the program, as it was named to the loader or the kernel
   * @param origin what {@code $ORIGIN} stands for in that file: for a program that the kernel
   *     starts, the directory of its real path; for one named to the loader, of the path given
   * @param file what it holds
   */
  public static Resolution resolve(
      LoaderSettings settings, LoaderFiles files, String path, String origin, ElfFile file) {
    return switch (settings.build().family()) {
      case GLIBC -> GlibcLoader.resolve(settings, files, path, origin, file);
      case MUSL -> MuslLoader.resolve(settings, files, path, origin, file);
    };
  }

  /**
   * What {@code dlopen} would come to, in a program that names no directories and loads nothing
   * else before.
   *
   * @param name the path of a library, or a name that is searched for
   * @param system a file of the architecture that the program has
   */
  public static Resolution open(
      LoaderSettings settings, LoaderFiles files, String name, ElfFile system) {
    ElfFile bare = bare(system);
    return switch (settings.build().family()) {
      case GLIBC -> GlibcLoader.open(settings, files, name, bare);
      case MUSL -> MuslLoader.open(settings, files, name, bare);
    };
  }

  /** A program that needs nothing. */
  private static ElfFile bare(ElfFile system) {
    ElfDynamic dynamic =
        new ElfDynamic(
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of());
    return new ElfFile(
        0,
        system.header(),
        List.of(),
        system.interpreter(),
        Optional.of(dynamic),
        List.of(),
        List.of(),
        List.of(),
        ElfProperties.NONE,
        Optional.empty());
  }
}
