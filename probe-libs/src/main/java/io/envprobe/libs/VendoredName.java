package io.envprobe.libs;

import java.util.Optional;

/**
 * The names that wheel repair tools give to the libraries that they copy into a wheel: the first
 * part of the name, a hyphen and eight or more hexadecimal digits of a hash, as in {@code
 * libgfortran-040039e1.so.5.0.0} or {@code msvcp140-263139962577ecda4cd9469ca360a746.dll}. A file
 * that went through twice has two.
 *
 * <p>Source: https://github.com/pypa/auditwheel, https://github.com/adang1345/delvewheel
 */
public final class VendoredName {
  private static final int SHORTEST_HASH = 8;

  private VendoredName() {}

  /** The name without hashes; empty where it has none. */
  public static Optional<String> original(String name) {
    int end = stemEnd(name);
    String stem = name.substring(0, end);
    String bare = stem;
    while (endsWithHash(bare)) {
      bare = bare.substring(0, bare.lastIndexOf('-'));
      // Some names ended with a hyphen before.
      if (bare.endsWith("-")) {
        bare = bare.substring(0, bare.length() - 1);
      }
    }
    return bare.length() == stem.length()
        ? Optional.empty()
        : Optional.of(bare + name.substring(end));
  }

  private static int stemEnd(String name) {
    for (String suffix : new String[] {".so", ".dll", ".dylib"}) {
      int at = name.indexOf(suffix);
      if (at > 0) {
        return at;
      }
    }
    return name.length();
  }

  /** A hash has a digit somewhere: {@code libfoo-deadbeef} is taken for a name. */
  private static boolean endsWithHash(String stem) {
    int hyphen = stem.lastIndexOf('-');
    if (hyphen < 1 || stem.length() - hyphen - 1 < SHORTEST_HASH) {
      return false;
    }
    boolean digit = false;
    for (int i = hyphen + 1; i < stem.length(); i++) {
      char next = stem.charAt(i);
      boolean decimal = next >= '0' && next <= '9';
      if (!decimal && (next < 'a' || next > 'f')) {
        return false;
      }
      digit |= decimal;
    }
    return digit;
  }
}
