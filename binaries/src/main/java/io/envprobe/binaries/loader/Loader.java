package io.envprobe.binaries.loader;

import io.envprobe.binaries.ElfFile;

/** Emulates a dynamic loader. */
public final class Loader {
  private Loader() {}

  /**
   * What loading a file would come to.
   *
   * @param path the program or library, as it was named to the loader or the kernel
   * @param origin what {@code $ORIGIN} stands for in that file: for a program that the kernel
   *     starts, the directory of its real path; for one named to the loader, of the path given
   * @param file what it holds
   */
  public static Resolution resolve(
      LoaderSettings settings, LoaderFiles files, String path, String origin, ElfFile file) {
    return switch (settings.build().family()) {
      case GLIBC -> new GlibcLoader(settings, files).resolve(path, origin, file);
      case MUSL -> new MuslLoader(settings, files).resolve(path, origin, file);
    };
  }
}
