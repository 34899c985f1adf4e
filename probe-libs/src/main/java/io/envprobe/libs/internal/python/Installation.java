package io.envprobe.libs.internal.python;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.internal.HostPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files that a base installation of Python keeps about how it was built.
 *
 * @param name what is known before
 * @param library the directory of the standard library; empty where there is none
 * @param sysconfig the text of {@code _sysconfigdata*.py}; empty where there is none
 * @param suffix the ending of extension modules by the names of those that are there; empty where
 *     there are none
 * @param version the full version by a file that states it
 * @param evidence the files that were of use
 */
record Installation(
    InterpreterName name,
    String library,
    String sysconfig,
    String suffix,
    Optional<String> version,
    List<Evidence> evidence) {

  private static final String DATA = "_sysconfigdata";

  Installation {
    evidence = List.copyOf(evidence);
  }

  /** Reads what there is below a prefix. */
  static Installation find(Host host, String prefix, InterpreterName name) {
    List<Evidence> evidence = new ArrayList<>();
    Optional<String> version = version(host, prefix, name, evidence);
    String first = "";
    for (String directory : libraries(prefix, name)) {
      if (host.list(directory) instanceof Outcome.Answer<List<String>> names) {
        String data = dataFile(names.value(), name.flags());
        String text = "";
        if (!data.isEmpty()
            && host.text(HostPath.in(directory, data)) instanceof Outcome.Answer<String> answer) {
          text = answer.value();
          evidence.add(
              Evidence.file(
                  HostPath.in(directory, data), KeyValues.sysconfig(text, "SOABI").orElse("")));
        }
        String suffix = text.isEmpty() ? suffix(host, directory, names.value(), name) : "";
        if (!suffix.isEmpty()) {
          evidence.add(Evidence.file(directory, "modules end in " + suffix));
        }
        if (!text.isEmpty() || !suffix.isEmpty()) {
          return new Installation(name, directory, text, suffix, version, evidence);
        }
        // Some distributions keep only packages here, and the library in lib64.
        first = first.isEmpty() ? directory : first;
      }
    }
    return new Installation(name, first, "", "", version, evidence);
  }

  /** The only installation of an implementation below a prefix, where there is exactly one. */
  static Optional<InterpreterName> onlyName(Host host, String prefix, String implementation) {
    Optional<InterpreterName> only = Optional.empty();
    if (host.list(HostPath.in(prefix, "lib")) instanceof Outcome.Answer<List<String>> names) {
      for (String name : names.value()) {
        Optional<InterpreterName> parsed = InterpreterName.parse(name);
        if (parsed.isPresent()
            && !name.startsWith("lib")
            && !parsed.get().minor().isEmpty()
            && parsed.get().implementation().equals(implementation)) {
          if (only.isPresent()) {
            return Optional.empty();
          }
          only = parsed;
        }
      }
    }
    return only;
  }

  private static List<String> libraries(String prefix, InterpreterName name) {
    List<String> directories = new ArrayList<>();
    if (name.minor().isEmpty()) {
      return directories;
    }
    String stem = stem(name);
    String threading = name.flags().contains("t") ? "t" : "";
    directories.add(prefix + "/lib/" + stem + threading);
    directories.add(prefix + "/lib64/" + stem + threading);
    if (threading.isEmpty()) {
      directories.add(prefix + "/lib/" + stem + "t");
    }
    return directories;
  }

  private static String stem(InterpreterName name) {
    return (name.implementation().equals("cpython") ? "python" : name.implementation())
        + name.minor();
  }

  /**
   * The file for these flags: its name holds them between the first underscores. The only file
   * there is serves all flags.
   */
  private static String dataFile(List<String> names, String flags) {
    String only = "";
    String onlyFlags = "";
    boolean several = false;
    for (String name : names) {
      if (!name.startsWith(DATA) || !name.endsWith(".py")) {
        continue;
      }
      String rest = name.substring(DATA.length(), name.length() - 3);
      int end = rest.indexOf('_', 1);
      String found = end > 0 ? rest.substring(1, end) : "";
      if (found.equals(flags)) {
        return name;
      }
      several |= !only.isEmpty() && !found.equals(onlyFlags);
      only = name;
      onlyFlags = found;
    }
    return several ? "" : only;
  }

  private static String suffix(
      Host host, String directory, List<String> names, InterpreterName name) {
    List<String> modules = names;
    if (host.list(HostPath.in(directory, "lib-dynload"))
        instanceof Outcome.Answer<List<String>> dynamic) {
      modules = dynamic.value();
    }
    String plain = name.implementation() + "-" + name.minor().replace(".", "") + name.flags() + "-";
    for (String module : modules) {
      int dot = module.indexOf('.');
      String ending = dot < 0 ? "" : module.substring(dot);
      boolean sameBuild =
          ending.startsWith("." + plain)
              || (!name.implementation().equals("cpython")
                  && ending.startsWith("." + name.implementation()));
      if (sameBuild && ending.endsWith(".so")) {
        return ending;
      }
    }
    return "";
  }

  private static Optional<String> version(
      Host host, String prefix, InterpreterName name, List<Evidence> evidence) {
    if (host.list(HostPath.in(prefix, "conda-meta"))
        instanceof Outcome.Answer<List<String>> packages) {
      for (String file : packages.value()) {
        Optional<String> version = condaVersion(file);
        if (version.isPresent()) {
          evidence.add(Evidence.file(HostPath.in(prefix, "conda-meta/" + file), ""));
          return version;
        }
      }
    }
    if (name.minor().isEmpty()) {
      return Optional.empty();
    }
    for (String flags : new String[] {name.flags(), "", "m", "t"}) {
      String header = prefix + "/include/" + stem(name) + flags + "/patchlevel.h";
      if (host.text(header) instanceof Outcome.Answer<String> text) {
        Optional<String> stated = KeyValues.define(text.value(), "PY_VERSION");
        Optional<String> version = stated.isEmpty() ? stated : PythonVersion.parse(stated.get());
        if (version.isPresent()) {
          evidence.add(Evidence.file(header, version.get()));
        }
        return version;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> condaVersion(String file) {
    String start = "python-";
    int end = file.indexOf('-', start.length());
    return file.startsWith(start) && end > 0 && file.endsWith(".json")
        ? PythonVersion.parse(file.substring(start.length(), end))
        : Optional.empty();
  }

  /** Whether the version is known and lower. */
  boolean isBefore(int major, int second) {
    int dot = name.minor().indexOf('.');
    if (dot <= 0 || name.minor().length() > 8) {
      return false;
    }
    int ours = Integer.parseInt(name.minor().substring(0, dot));
    return ours < major
        || (ours == major && Integer.parseInt(name.minor().substring(dot + 1)) < second);
  }

  /** A build option that is also a letter in names. */
  Reading<Boolean> flag(String key, char letter, String path) {
    Optional<String> value = KeyValues.sysconfig(sysconfig, key);
    if (value.isPresent()) {
      return Reading.present(value.get().equals("1"));
    }
    if (!sysconfig.isEmpty()) {
      return Reading.present(false);
    }
    if (!suffix.isEmpty()) {
      return Reading.present(name.flags().indexOf(letter) >= 0);
    }
    return name.flags().indexOf(letter) >= 0 ? Reading.present(true) : unknown(path);
  }

  /** What extension modules end in. */
  Reading<String> extensionSuffix(String path) {
    Optional<String> stated = KeyValues.sysconfig(sysconfig, "EXT_SUFFIX");
    if (stated.isEmpty()) {
      stated = KeyValues.sysconfig(sysconfig, "SO"); // Python 2.
    }
    return stated.isPresent()
        ? Reading.present(stated.get())
        : suffix.isEmpty() ? unknown(path) : Reading.present(suffix);
  }

  /** The ABI tags, best first. */
  Reading<List<String>> abis(Reading<Boolean> debug, Reading<Boolean> freeThreaded, String path) {
    if (!name.implementation().equals("cpython")) {
      return extensionSuffix(path).map(AbiTags::ofSuffix);
    }
    Optional<Boolean> isDebug = debug.asOptional();
    Optional<Boolean> isFree = freeThreaded.asOptional();
    if (name.minor().isEmpty() || isDebug.isEmpty() || isFree.isEmpty()) {
      return unknown(path);
    }
    // Looked for only where tags tell it: of a newer version this reads a large text in vain.
    boolean pymalloc = isBefore(3, 8) && !isBuiltWith("WITH_PYMALLOC", "0");
    boolean wide = isBefore(3, 3) && !isBuiltWith("Py_UNICODE_SIZE", "2");
    return Reading.present(
        AbiTags.cpython(name.minor(), isFree.get(), isDebug.get(), pymalloc, wide));
  }

  private boolean isBuiltWith(String key, String value) {
    return KeyValues.sysconfig(sysconfig, key).equals(Optional.of(value));
  }

  private static <T> Reading<T> unknown(String path) {
    return Reading.unknown(
        UnknownCause.UNSUPPORTED,
        "the installation of " + path + " has neither _sysconfigdata nor extension modules");
  }
}
