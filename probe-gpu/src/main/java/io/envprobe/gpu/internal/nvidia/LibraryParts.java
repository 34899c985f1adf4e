package io.envprobe.gpu.internal.nvidia;

import io.envprobe.accelerator.Cudnn;
import io.envprobe.gpu.internal.files.LibraryFile;
import io.envprobe.gpu.internal.files.LibrarySearch;
import io.envprobe.gpu.internal.files.Names;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The further files that a library opens only when it is used: so that it is there proves nothing
 * where they are not.
 *
 * @param row the library's row of the table
 * @param names the files beside it
 * @param jitOnly whether cuDNN is told to do with fewer
 */
record LibraryParts(
    Table row, List<String> names, boolean jitOnly, LibrarySearch search, String directory) {

  /**
   * The parts that are not there, are of another version, or cannot be loaded: {@code ops (9.8.0)}.
   */
  List<String> missing(String soname, String version) {
    String major = Names.leadingNumbers(Names.version(soname)).split("\\.", 2)[0];
    List<String> missing = new ArrayList<>();
    if (row.text("component").equals("cudnn")) {
      int number = major.isEmpty() || major.length() > 3 ? 0 : Integer.parseInt(major);
      for (String part : Cudnn.parts(number, jitOnly)) {
        check("libcudnn_" + part + ".so." + major, part, version, missing);
      }
    }
    for (String part : row.texts("parts")) {
      String stem = part + ".so.";
      boolean there = false;
      for (String name : names) {
        there |= name.startsWith(stem + major);
      }
      if (!there) {
        missing.add(part);
      }
    }
    return missing;
  }

  private void check(String file, String part, String version, List<String> missing) {
    String found = "";
    for (String name : names) {
      boolean same = name.equals(file) || name.startsWith(file + ".");
      found = same && (found.isEmpty() || name.length() < found.length()) ? name : found;
    }
    if (found.isEmpty()) {
      missing.add(part);
      return;
    }
    String path = Names.in(directory, found);
    Optional<LibraryFile> library = LibraryFile.examine(search.host(), path, search.architecture());
    if (library.isEmpty() || !library.get().isSound()) {
      missing.add(part + library.map(each -> " (" + each.problem() + ")").orElse(""));
      return;
    }
    String real = Names.last(library.get().realPath());
    String own = Names.leadingNumbers(Names.version(real));
    boolean told = own.indexOf('.') != own.lastIndexOf('.');
    if (told && !version.isEmpty() && !isSame(own, version)) {
      missing.add(part + " (" + own + ")");
    }
  }

  /** Of one release: a package's version may have a fourth number. */
  private static boolean isSame(String left, String right) {
    return left.equals(right) || left.startsWith(right + ".") || right.startsWith(left + ".");
  }
}
