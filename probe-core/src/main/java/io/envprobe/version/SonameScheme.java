package io.envprobe.version;

/**
 * The version in a shared library's name: {@code libstdc++.so.6}, {@code libomp.5.dylib}, or the
 * bare number. No number is less than any number: 6 comes before 6.0.
 */
final class SonameScheme implements VersionScheme {
  @Override
  public String name() {
    return "soname";
  }

  @Override
  public Version parse(String text) {
    int from = 0;
    int to = text.length();
    int so = text.lastIndexOf(".so.");
    if (so >= 0) {
      from = so + ".so.".length();
    } else if (text.endsWith(".dylib")) {
      to -= ".dylib".length();
      from = to;
      while (from > 1
          && (Pep440Parser.isDigit(text.charAt(from - 1)) || text.charAt(from - 1) == '.')) {
        from--;
      }
      while (from < to && text.charAt(from) == '.') {
        from++;
      }
    }
    DottedVersion version = DottedVersion.read(this, false, text, from, to);
    if (version == null) {
      throw new SyntaxException(
          text,
          from,
          to - from,
          "expected a number or a library's name with one",
          "a library's name looks like libstdc++.so.6 or libomp.5.dylib");
    }
    return version;
  }

  @Override
  public VersionConstraint constraint(String text) {
    return ComparisonConstraint.parse(this, text);
  }
}
