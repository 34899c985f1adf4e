package io.envprobe.binaries.loader;

import io.envprobe.binaries.ElfFile;
import java.util.List;
import java.util.OptionalLong;

/**
 * What glibc checks of a file that it has found.
 *
 * <p>Source: glibc, elf/dl-load.c, function _dl_map_object_from_fd; sysdeps/x86/dl-prop.h.
 */
final class LoadChecks {
  private LoadChecks() {}

  /** Whether a file is a library at all. */
  static void loadable(String path, ElfFile file) throws LoaderException {
    if (file.header().type() == 2) {
      throw new LoaderException(path + ": cannot dynamically load executable");
    }
    if (file.dynamic().isEmpty()) {
      throw new LoaderException(path + ": object file has no dynamic section");
    }
    if (file.dynamic().get().isPositionIndependentExecutable()) {
      throw new LoaderException(path + ": cannot dynamically load position-independent executable");
    }
  }

  /**
   * Whether the processor has the level that files ask for. glibc checks this after it has printed
   * a trace, so a trace does not show it: there it is a warning.
   */
  static boolean capabilities(
      LoaderSettings settings, List<GlibcObject> chain, List<String> warnings)
      throws LoaderException {
    int level = settings.processor().isaLevel();
    boolean fits = true;
    if (level == 0 || settings.build().release() < 33) {
      return fits;
    }
    for (GlibcObject object : chain) {
      OptionalLong needed =
          object.file.isPresent()
              ? object.file.get().properties().x86LevelNeeded()
              : OptionalLong.empty();
      if (needed.isPresent() && needed.getAsLong() > level) {
        String message = object.path + ": CPU ISA level is lower than required";
        if (!settings.start().tracing()) {
          throw new LoaderException(message);
        }
        warnings.add(message);
        fits = false;
      }
    }
    return fits;
  }
}
