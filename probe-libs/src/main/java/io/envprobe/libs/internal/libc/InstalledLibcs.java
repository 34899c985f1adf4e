package io.envprobe.libs.internal.libc;

import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.internal.HostPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds every C library of a machine by the paths that loaders have. */
final class InstalledLibcs {
  private static final String NIX_STORE = "/nix/store";

  private InstalledLibcs() {}

  /** Each C library once, in the order of the table, whichever loader paths lead to it. */
  static List<CLibrary> all(Host host, LoaderTable table) {
    List<String> paths = new ArrayList<>(table.paths());
    addMusl(host, paths);
    addNix(host, table, paths);
    Map<String, CLibrary> byFile = new LinkedHashMap<>();
    for (String path : paths) {
      if (host.realPath(path) instanceof Outcome.Answer<String> real
          && !byFile.containsKey(real.value())) {
        CLibrary library = CLibraryReader.behind(host, table, path, "");
        byFile.put(real.value(), library);
      }
    }
    return List.copyOf(byFile.values());
  }

  /** musl has more architecture names than the table. */
  private static void addMusl(Host host, List<String> paths) {
    if (host.list("/lib") instanceof Outcome.Answer<List<String>> names) {
      for (String name : names.value()) {
        if (name.startsWith("ld-musl-") && name.endsWith(".so.1")) {
          paths.add("/lib/" + name);
        }
      }
    }
  }

  private static void addNix(Host host, LoaderTable table, List<String> paths) {
    if (!(host.list(NIX_STORE) instanceof Outcome.Answer<List<String>> packages)) {
      return;
    }
    for (String item : packages.value()) {
      int dash = item.indexOf('-');
      String name = item.substring(dash + 1);
      boolean versioned = name.startsWith("glibc-") || name.startsWith("musl-");
      if (dash < 0 || !versioned || name.indexOf('-') + 1 >= name.length()) {
        continue;
      }
      char first = name.charAt(name.indexOf('-') + 1);
      if (first < '0' || first > '9') {
        continue;
      }
      String directory = NIX_STORE + "/" + item + "/lib";
      if (host.list(directory) instanceof Outcome.Answer<List<String>> files) {
        for (String file : files.value()) {
          if (table.family(file).isPresent() && file.contains(".so.")) {
            paths.add(HostPath.in(directory, file));
          }
        }
      }
    }
  }
}
