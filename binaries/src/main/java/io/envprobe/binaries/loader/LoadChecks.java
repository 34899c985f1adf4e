package io.envprobe.binaries.loader;

import io.envprobe.binaries.ElfDynamic;
import io.envprobe.binaries.ElfFile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What glibc checks of a file that it has found.
 *
 * <p>Source: glibc, elf/dl-load.c, function _dl_map_object_from_fd; sysdeps/x86/dl-prop.h.
 */
final class LoadChecks {
  private static final int FIRST_WITHOUT_EXECUTABLE_STACKS = 41;
  private static final String EXECUTABLE_STACKS = "glibc.rtld.execstack";

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
   * Whether a file may be loaded after the program has started.
   *
   * <p>Source: glibc, elf/dl-load.c; for executable stacks since 2.41, NEWS for that version and
   * https://sourceware.org/glibc/manual/latest/html_node/Dynamic-Linking-Tunables.html.
   */
  static void openable(LoaderSettings settings, String path, ElfFile file) throws LoaderException {
    if ((file.dynamic().orElseThrow().flags1() & ElfDynamic.FLAG_1_NOOPEN) != 0) {
      throw new LoaderException(path + ": shared object cannot be dlopen()ed");
    }
    boolean stack = file.executableStack().orElse(file.header().hasExecutableStackByDefault());
    if (stack
        && settings.build().release() >= FIRST_WITHOUT_EXECUTABLE_STACKS
        && !Tunables.value(settings.start(), EXECUTABLE_STACKS).equals(Optional.of("2"))) {
      throw new LoaderException(
          path + ": cannot enable executable stack as shared object requires: Invalid argument");
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
