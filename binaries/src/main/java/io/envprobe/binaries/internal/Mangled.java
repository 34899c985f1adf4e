package io.envprobe.binaries.internal;

/**
 * Looks into mangled C++ names.
 *
 * <p>Source: https://itanium-cxx-abi.github.io/cxx-abi/abi.html#mangling
 */
public final class Mangled {
  /** Arguments of the string and the string streams, and of no other type of the library. */
  private static final String STRING_ARGUMENTS = "St11char_traitsIcESaIcEE";

  private static final String WIDE_STRING_ARGUMENTS = "St11char_traitsIwESaIwEE";

  private Mangled() {}

  public static boolean usesCxx11String(String name) {
    return name.startsWith("_Z") && (name.contains("7__cxx11") || name.contains("B5cxx11"));
  }

  public static boolean usesOldString(String name) {
    if (!name.startsWith("_Z")) {
      return false;
    }
    boolean template = name.contains(STRING_ARGUMENTS) || name.contains(WIDE_STRING_ARGUMENTS);
    return (template && !name.contains("7__cxx11")) || hasStringSubstitution(name);
  }

  /** Which versioned namespace of libc++ the name lies in or mentions; "" for none. */
  public static String libcxxNamespace(String name) {
    if (name.startsWith("_Z")) {
      if (name.contains("St3__1")) {
        return "__1";
      }
      if (name.contains("St6__ndk1")) {
        return "__ndk1";
      }
      if (name.contains("St4__Cr")) {
        return "__Cr";
      }
    }
    return "";
  }

  /** Whether the abbreviation {@code Ss} occurs, and not just these letters in an identifier. */
  private static boolean hasStringSubstitution(String name) {
    int at = 2;
    while (at < name.length()) {
      char c = name.charAt(at);
      if (c == 'S' && at + 1 < name.length()) {
        if (name.charAt(at + 1) == 's') {
          return true;
        }
        at = afterSubstitution(name, at + 1);
      } else if (c >= '0' && c <= '9') {
        at = afterIdentifier(name, at);
      } else if (c == 'L' && at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1))) {
        // A literal such as Li5E: its digits are no length.
        int end = name.indexOf('E', at);
        at = end < 0 ? name.length() : end + 1;
      } else if (c == 'T') {
        at = afterSubstitution(name, at + 1);
      } else {
        at++;
      }
    }
    return false;
  }

  /** After {@code S_}, {@code S1A_}, {@code T0_}, or a two-letter abbreviation. */
  private static int afterSubstitution(String name, int from) {
    int at = from;
    while (at < name.length() && isSequence(name.charAt(at))) {
      at++;
    }
    return at < name.length() && name.charAt(at) == '_' ? at + 1 : from + 1;
  }

  private static boolean isSequence(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  }

  private static int afterIdentifier(String name, int from) {
    int length = 0;
    int at = from;
    while (at < name.length() && name.charAt(at) >= '0' && name.charAt(at) <= '9') {
      length = Math.min(name.length(), length * 10 + name.charAt(at) - '0');
      at++;
    }
    return Math.min(name.length(), at + length);
  }
}
