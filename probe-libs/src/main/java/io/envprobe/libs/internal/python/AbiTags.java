package io.envprobe.libs.internal.python;

import java.util.ArrayList;
import java.util.List;

/**
 * The ABI tags of an interpreter, best first.
 *
 * <p>Source: https://packaging.python.org/specifications/platform-compatibility-tags/ and, for the
 * letters, the ABI flags of PEP 3149 and PEP 703.
 */
final class AbiTags {
  private AbiTags() {}

  /**
   * Of CPython.
   *
   * @param minor the first two numbers of the version
   * @param pymalloc whether it was built with Python's own allocator; told apart to 3.7
   * @param wideUnicode whether a character has four bytes; told apart to 3.2
   */
  static List<String> cpython(
      String minor, boolean freeThreaded, boolean debug, boolean pymalloc, boolean wideUnicode) {
    int dot = minor.indexOf('.');
    int major = Integer.parseInt(minor.substring(0, dot));
    int second = Integer.parseInt(minor.substring(dot + 1));
    boolean before38 = major < 3 || (major == 3 && second < 8);
    boolean before33 = major < 3 || (major == 3 && second < 3);
    String version = "cp" + major + second;
    List<String> tags = new ArrayList<>();
    if (before38) {
      tags.add(
          version
              + (debug ? "d" : "")
              + (pymalloc ? "m" : "")
              + (before33 && wideUnicode ? "u" : ""));
    } else {
      String threading = freeThreaded ? "t" : "";
      if (debug) {
        tags.add(version + threading + "d");
      }
      tags.add(version + threading);
    }
    return tags;
  }

  /**
   * Of another implementation, from the ending of its extension modules: {@code
   * .pypy310-pp73-x86_64-linux-gnu.so} is {@code pypy310_pp73}; empty where the ending tells none.
   */
  static List<String> ofSuffix(String suffix) {
    int end = suffix.indexOf('.', 1);
    if (!suffix.startsWith(".") || end < 0) {
      return List.of();
    }
    String soabi = suffix.substring(1, end);
    int parts = soabi.startsWith("graalpy") ? 3 : 2;
    int at = -1;
    for (int i = 0; i < parts; i++) {
      int next = soabi.indexOf('-', at + 1);
      if (next < 0) {
        at = soabi.length();
        break;
      }
      at = next;
    }
    return List.of(soabi.substring(0, at).replace('-', '_'));
  }
}
