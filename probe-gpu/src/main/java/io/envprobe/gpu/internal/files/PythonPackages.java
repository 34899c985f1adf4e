package io.envprobe.gpu.internal.files;

import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Directories of installed Python packages, and the versions that their metadata name. */
public final class PythonPackages {
  private static final String METADATA = ".dist-info";

  private PythonPackages() {}

  /**
   * The package directories of the chosen interpreter, of the active environments, and of the user,
   * in the order of Python.
   */
  public static List<String> directories(Host host, Optional<String> interpreter) {
    Set<String> prefixes = new LinkedHashSet<>();
    for (String variable : List.of("VIRTUAL_ENV", "CONDA_PREFIX")) {
      String prefix = Names.path(host, variable);
      if (!prefix.isEmpty()) {
        prefixes.add(prefix);
      }
    }
    if (interpreter.isPresent()) {
      String path = Names.slashes(interpreter.get());
      if (path.endsWith(".exe")) { // It lies beside its library, or in the Scripts of one.
        prefixes.add(Names.parent(path));
      }
      prefixes.add(Names.parent(Names.parent(path)));
      if (host.realPath(interpreter.get()) instanceof Outcome.Answer<String> real
          && prefixes.size() == 1) {
        prefixes.add(Names.parent(Names.parent(real.value())));
      }
    }
    prefixes.add("~/.local");
    prefixes.add("/usr/local");
    Set<String> directories = new LinkedHashSet<>();
    for (String prefix : prefixes) {
      add(directories, host, Names.in(prefix, "Lib")); // Windows has no directory for each version.
      for (String python : Patterns.directories(host, Names.in(prefix, "lib/python3*"))) {
        add(directories, host, python);
      }
    }
    return new ArrayList<>(directories);
  }

  private static void add(Set<String> directories, Host host, String python) {
    for (String name : List.of("site-packages", "dist-packages")) {
      String directory = Names.in(python, name);
      if (Patterns.isDirectory(host, directory)) {
        directories.add(directory);
      }
    }
  }

  /**
   * The metadata directory of the first of some packages, whose names may go on after {@code _}:
   * {@code nvidia_cudnn} finds {@code nvidia_cudnn_cu12-9.1.0.70.dist-info}.
   */
  public static Optional<String> metadata(List<String> entries, List<String> packages) {
    for (String wanted : packages) {
      for (String entry : entries) {
        if (entry.endsWith(METADATA)) {
          String name = entry.toLowerCase(Locale.ROOT).replace('.', '_');
          boolean same = name.startsWith(wanted + "-");
          boolean suffixed = name.startsWith(wanted + "_cu");
          if (same || suffixed) {
            return Optional.of(entry);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The version in the name of a metadata directory. */
  public static String version(String metadata) {
    int dash = metadata.indexOf('-');
    return dash < 0
        ? ""
        : Names.leadingNumbers(metadata.substring(dash + 1, metadata.length() - METADATA.length()));
  }
}
