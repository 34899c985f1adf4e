package io.envprobe.tag.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The side of a Python installation that interpreter and ABI tags are made from.
 *
 * @param implementation the name in {@code sys.implementation.name}, for example {@code cpython}
 * @param version major, or major and minor; further numbers do not count
 * @param abis its ABI tags, best first, without the stable ABI
 */
public record PythonInterpreter(String implementation, List<Integer> version, List<String> abis) {
  private static final int FIRST_WITHOUT_PYMALLOC = 8;
  private static final int FIRST_WITHOUT_WIDE_UNICODE = 3;

  /** Copies the lists; cuts the version to two numbers and refuses one without any. */
  public PythonInterpreter {
    Objects.requireNonNull(implementation);
    if (version.isEmpty()) {
      throw new IllegalArgumentException("a version without numbers");
    }
    version = List.copyOf(version.subList(0, Math.min(2, version.size())));
    for (int number : version) {
      if (number < 0 || number > LibcVersion.LARGEST) {
        throw new IllegalArgumentException("a version number outside 0 to " + LibcVersion.LARGEST);
      }
    }
    abis = List.copyOf(abis);
  }

  /**
   * Reads what a user writes for an interpreter: {@code 3.12}, {@code cpython3.12}, {@code cp312},
   * {@code 3.13t} (free-threaded), {@code 3.13d} (debug). For other implementations the ABI tag
   * does not follow from the version and stays empty.
   *
   * @return nothing where the text has another form
   */
  public static Optional<PythonInterpreter> parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    int digits = 0;
    while (digits < lower.length() && !isDigit(lower.charAt(digits))) {
      digits++;
    }
    int end = digits;
    while (end < lower.length() && (isDigit(lower.charAt(end)) || lower.charAt(end) == '.')) {
      end++;
    }
    Optional<String> implementation = implementation(lower.substring(0, digits));
    List<Integer> version = version(lower.substring(digits, end));
    String flags = lower.substring(end);
    boolean known = flags.isEmpty() || flags.equals("t") || flags.equals("d") || flags.equals("td");
    if (implementation.isEmpty() || version.isEmpty() || !known) {
      return Optional.empty();
    }
    if (!implementation.get().equals("cpython")) {
      return flags.isEmpty()
          ? Optional.of(new PythonInterpreter(implementation.get(), version, List.of()))
          : Optional.empty();
    }
    return Optional.of(ofCpython(version, flags.startsWith("t"), flags.endsWith("d")));
  }

  /**
   * A CPython with the ABI tags that its version and flags give it; for 3.2 and older a build with
   * wide Unicode, as all of Linux had.
   */
  public static PythonInterpreter ofCpython(
      List<Integer> version, boolean freeThreaded, boolean debug) {
    return new PythonInterpreter("cpython", version, cpythonAbis(version, freeThreaded, debug));
  }

  private static List<String> cpythonAbis(
      List<Integer> version, boolean freeThreaded, boolean debug) {
    if (version.size() < 2) {
      return List.of();
    }
    int major = version.get(0);
    int minor = version.get(1);
    String stem = "cp".concat(TagTriples.joined(version)).concat(freeThreaded ? "t" : "");
    List<String> abis = new ArrayList<>();
    if (major < 3 || (major == 3 && minor < FIRST_WITHOUT_PYMALLOC)) {
      boolean wide = major < 3 || minor < FIRST_WITHOUT_WIDE_UNICODE;
      abis.add(stem.concat(debug ? "dm" : "m").concat(wide ? "u" : ""));
      return abis;
    }
    if (debug) {
      abis.add(stem.concat("d"));
    }
    // A debug build loads the extension modules of the normal build, too.
    abis.add(stem);
    return abis;
  }

  /**
   * The ABI tags behind the suffix of an extension module ({@code EXT_SUFFIX}).
   *
   * @return nothing where the suffix names none, as before CPython 3.8 on Windows
   * @throws IllegalArgumentException where it is no such suffix
   */
  public static List<String> abisOfExtensionSuffix(String suffix) {
    if (!suffix.startsWith(".")) {
      throw new IllegalArgumentException("an extension suffix begins with a dot: " + suffix);
    }
    int dot = suffix.indexOf('.', 1);
    if (dot < 0) {
      return List.of();
    }
    String name = suffix.substring(1, dot);
    if (name.isEmpty()) {
      return List.of();
    }
    String abi = name;
    if (name.startsWith("cpython")) {
      abi = part(name, 1, 2);
      if (abi.isEmpty()) {
        throw new IllegalArgumentException("an extension suffix without an ABI: " + suffix);
      }
      abi = "cp".concat(abi);
    } else if (name.startsWith("cp")) {
      abi = part(name, 0, 1);
    } else if (name.startsWith("pypy")) {
      abi = part(name, 0, 2);
    } else if (name.startsWith("graalpy")) {
      abi = part(name, 0, 3);
    }
    return List.of(PlatformTags.normalized(abi));
  }

  /** The parts of a hyphenated name from one number to before another, as they stand. */
  private static String part(String name, int from, int to) {
    int start = 0;
    for (int i = 0; i < from; i++) {
      int hyphen = name.indexOf('-', start);
      if (hyphen < 0) {
        return "";
      }
      start = hyphen + 1;
    }
    int end = start - 1;
    for (int i = from; i < to; i++) {
      end = name.indexOf('-', end + 1);
      if (end < 0) {
        return name.substring(start);
      }
    }
    return name.substring(start, end);
  }

  /** The interpreter tag, for example {@code cp312}. */
  public String tag() {
    return PlatformRules.shipped().interpreter(implementation).concat(TagTriples.joined(version));
  }

  private static Optional<String> implementation(String word) {
    return switch (word) {
      case "", "python", "cp", "cpython" -> Optional.of("cpython");
      case "pp", "pypy" -> Optional.of("pypy");
      case "graalpy" -> Optional.of("graalpy");
      default -> Optional.empty();
    };
  }

  /** Reads {@code 3}, {@code 3.12}, {@code 3.12.4} and {@code 312}; nothing where it is no such. */
  static List<Integer> version(String text) {
    List<Integer> numbers = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int dot = text.indexOf('.', at);
      int end = dot < 0 ? text.length() : dot;
      if (end == at || end - at > 4 || dot == text.length() - 1) {
        return List.of();
      }
      for (int i = at; i < end; i++) {
        if (!isDigit(text.charAt(i))) {
          return List.of();
        }
      }
      numbers.add(Integer.parseInt(text.substring(at, end)));
      at = end + 1;
    }
    if (numbers.size() == 1 && text.length() > 1) {
      return List.of(text.charAt(0) - '0', Integer.parseInt(text.substring(1)));
    }
    return numbers;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
