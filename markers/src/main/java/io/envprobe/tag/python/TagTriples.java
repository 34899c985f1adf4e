package io.envprobe.tag.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Full tags, interpreter-ABI-platform, best first.
 *
 * @see <a href="https://peps.python.org/pep-0425/">PEP 425</a>, <a
 *     href="https://peps.python.org/pep-0803/">PEP 803</a> for {@code abi3t}
 */
public final class TagTriples {
  private static final int FIRST_STABLE_MINOR = 2;

  private TagTriples() {}

  /** All tags of an interpreter on a platform: its own, then those for any interpreter. */
  public static List<String> of(PythonInterpreter interpreter, List<String> platforms) {
    List<String> tags = new ArrayList<>(1024);
    String tag = interpreter.tag();
    Optional<String> pure = Optional.empty();
    if (tag.startsWith("cp") && interpreter.implementation().equals("cpython")) {
      addCpython(tags, interpreter.version(), interpreter.abis(), platforms);
      pure = Optional.of(tag);
    } else {
      addGeneric(tags, tag, interpreter.abis(), platforms);
      if (interpreter.implementation().equals("pypy")) {
        pure = Optional.of("pp3");
      }
    }
    addCompatible(tags, interpreter.version(), pure, platforms);
    return tags;
  }

  /** The tags of a CPython. */
  public static List<String> cpython(
      List<Integer> version, List<String> abis, List<String> platforms) {
    List<String> tags = new ArrayList<>();
    addCpython(tags, version, abis, platforms);
    return tags;
  }

  /** The tags of another implementation. */
  public static List<String> generic(
      String interpreter, List<String> abis, List<String> platforms) {
    List<String> tags = new ArrayList<>();
    addGeneric(tags, interpreter, abis, platforms);
    return tags;
  }

  /**
   * The tags of files without compiled code for this interpreter.
   *
   * @param interpreter the tag of the interpreter that {@code none-any} files may name
   */
  public static List<String> compatible(
      List<Integer> version, Optional<String> interpreter, List<String> platforms) {
    List<String> tags = new ArrayList<>();
    addCompatible(tags, version, interpreter, platforms);
    return tags;
  }

  private static void addCpython(
      List<String> tags, List<Integer> version, List<String> abis, List<String> platforms) {
    String interpreter = "cp".concat(joined(version));
    boolean freeThreaded = !abis.isEmpty() && isFreeThreaded(abis.get(0));
    List<String> own = new ArrayList<>(abis);
    own.remove("abi3");
    own.remove("none");
    if (freeThreaded) {
      own.remove("abi3t");
    }
    for (String abi : own) {
      addAll(tags, interpreter, abi, platforms);
    }
    boolean stable = version.size() > 1 && hasStableAbi(version.get(0), version.get(1));
    String stableAbi = freeThreaded ? "abi3t" : "abi3";
    if (stable) {
      addAll(tags, interpreter, stableAbi, platforms);
    }
    addAll(tags, interpreter, "none", platforms);
    if (stable) {
      for (int minor = version.get(1) - 1; minor >= FIRST_STABLE_MINOR; minor--) {
        addAll(tags, "cp".concat(joined(version.get(0), minor)), stableAbi, platforms);
      }
    }
  }

  private static boolean hasStableAbi(int major, int minor) {
    return major > 3 || (major == 3 && minor >= FIRST_STABLE_MINOR);
  }

  /** Whether an ABI tag is of a build without the global interpreter lock, as cp313t. */
  static boolean isFreeThreaded(String abi) {
    if (!abi.startsWith("cp")) {
      return false;
    }
    int at = 2;
    while (at < abi.length() && Character.isDigit(abi.charAt(at))) {
      at++;
    }
    return at > 2 && abi.indexOf('t', at) >= 0;
  }

  private static void addGeneric(
      List<String> tags, String interpreter, List<String> abis, List<String> platforms) {
    for (String abi : abis) {
      addAll(tags, interpreter, abi, platforms);
    }
    if (!abis.contains("none")) {
      addAll(tags, interpreter, "none", platforms);
    }
  }

  private static void addCompatible(
      List<String> tags,
      List<Integer> version,
      Optional<String> interpreter,
      List<String> platforms) {
    List<String> range = pythonRange(version);
    for (String python : range) {
      addAll(tags, python, "none", platforms);
    }
    if (interpreter.isPresent()) {
      tags.add(interpreter.get().toLowerCase(Locale.ROOT).concat("-none-any"));
    }
    for (String python : range) {
      tags.add(python.concat("-none-any"));
    }
  }

  private static List<String> pythonRange(List<Integer> version) {
    int major = version.get(0);
    String plain = "py".concat(Integer.toString(major));
    if (version.size() < 2) {
      return List.of(plain);
    }
    List<String> range = new ArrayList<>();
    range.add("py".concat(joined(version)));
    range.add(plain);
    for (int minor = version.get(1) - 1; minor >= 0; minor--) {
      range.add("py".concat(joined(major, minor)));
    }
    return range;
  }

  private static void addAll(
      List<String> tags, String interpreter, String abi, List<String> platforms) {
    String prefix = interpreter.concat("-").concat(abi).concat("-").toLowerCase(Locale.ROOT);
    for (String platform : platforms) {
      tags.add(prefix.concat(platform.toLowerCase(Locale.ROOT)));
    }
  }

  /** The first two numbers of a version without a dot, as tags have them. */
  static String joined(List<Integer> version) {
    String major = Integer.toString(version.get(0));
    return version.size() < 2 ? major : major.concat(Integer.toString(version.get(1)));
  }

  private static String joined(int major, int minor) {
    return Integer.toString(major).concat(Integer.toString(minor));
  }
}
