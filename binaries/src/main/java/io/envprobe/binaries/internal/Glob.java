package io.envprobe.binaries.internal;

/** Matches names against shell patterns, as POSIX fnmatch does for one component of a path. */
final class Glob {
  private Glob() {}

  static boolean isPattern(String part) {
    return part.indexOf('*') >= 0
        || part.indexOf('?') >= 0
        || part.indexOf('[') >= 0
        || part.indexOf('\\') >= 0;
  }

  /** Goes back to the last star only, so that the work is at most the product of the lengths. */
  static boolean matches(String pattern, String name) {
    if (name.startsWith(".") && !pattern.startsWith(".")) {
      return false;
    }
    int p = 0;
    int n = 0;
    int star = -1;
    int starName = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        starName = n;
        continue;
      }
      int next = one(pattern, p, name.charAt(n));
      if (next > 0) {
        p = next;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++starName;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** Where the pattern goes on after matching one character; 0 where it does not match. */
  private static int one(String pattern, int at, char c) {
    if (at >= pattern.length()) {
      return 0;
    }
    char first = pattern.charAt(at);
    if (first == '?') {
      return at + 1;
    }
    if (first == '\\' && at + 1 < pattern.length()) {
      return pattern.charAt(at + 1) == c ? at + 2 : 0;
    }
    int close = first == '[' ? pattern.indexOf(']', at + 2) : -1;
    if (close > 0) {
      return inSet(pattern.substring(at + 1, close), c) ? close + 1 : 0;
    }
    return first == c ? at + 1 : 0;
  }

  private static boolean inSet(String set, char c) {
    boolean negated = set.length() > 1 && (set.charAt(0) == '!' || set.charAt(0) == '^');
    boolean found = false;
    for (int i = negated ? 1 : 0; i < set.length(); i++) {
      if (i + 2 < set.length() && set.charAt(i + 1) == '-') {
        found |= set.charAt(i) <= c && c <= set.charAt(i + 2);
        i += 2;
      } else {
        found |= set.charAt(i) == c;
      }
    }
    return found != negated;
  }
}
