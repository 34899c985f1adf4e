package io.envprobe.libs.internal.python;

import java.util.Optional;

/**
 * What the file name of an interpreter, or of its library, tells: {@code python3.13t}, {@code
 * pypy3.10}, {@code libpython3.7m.so.1.0}.
 *
 * @param implementation {@code cpython}, {@code pypy} or {@code graalpy}
 * @param minor the first two numbers of the version, empty where the name has fewer
 * @param flags the letters after them: {@code t} free-threaded, {@code d} debug, {@code m} with the
 *     allocator of Python 3.7 and earlier
 */
record InterpreterName(String implementation, String minor, String flags) {

  static Optional<InterpreterName> parse(String fileName) {
    String name = fileName.startsWith("lib") ? fileName.substring(3) : fileName;
    if (name.endsWith(".exe")) {
      name = name.substring(0, name.length() - 4);
    }
    String implementation;
    int at;
    if (name.startsWith("python")) {
      implementation = "cpython";
      at = 6;
    } else if (name.startsWith("pypy")) {
      implementation = "pypy";
      at = 4;
    } else if (name.startsWith("graalpy")) {
      implementation = "graalpy";
      at = 7;
    } else {
      return Optional.empty();
    }
    int major = digits(name, at);
    if (major == at) {
      return at == name.length()
          ? Optional.of(new InterpreterName(implementation, "", ""))
          : Optional.empty();
    }
    if (major == name.length() || name.charAt(major) != '.') {
      return major == name.length()
          ? Optional.of(new InterpreterName(implementation, "", ""))
          : Optional.empty();
    }
    int minor = digits(name, major + 1);
    if (minor == major + 1) {
      return Optional.empty();
    }
    int end = minor;
    while (end < name.length() && "tdmu".indexOf(name.charAt(end)) >= 0) {
      end++;
    }
    boolean ends = end == name.length() || name.charAt(end) == '.' || name.charAt(end) == '-';
    boolean library = !name.equals(fileName);
    return ends && (library || end == name.length())
        ? Optional.of(
            new InterpreterName(
                implementation, name.substring(at, minor), name.substring(minor, end)))
        : Optional.empty();
  }

  /** No number of a version has more digits; a longer run is not a version. */
  private static final int DIGITS = 4;

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length()
        && at - from < DIGITS
        && text.charAt(at) >= '0'
        && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
