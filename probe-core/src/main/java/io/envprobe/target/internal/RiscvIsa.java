package io.envprobe.target.internal;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The extensions in a RISC-V ISA string. Source: RISC-V Instruction Set Manual, volume I, chapter
 * ISA Extension Naming Conventions; {@code g} stands for {@code imafd_zicsr_zifencei}.
 */
final class RiscvIsa {
  private RiscvIsa() {}

  /** The extensions, in lower case without versions; empty for a text that is no ISA string. */
  static Set<String> extensions(String isa) {
    Set<String> extensions = new TreeSet<>();
    String text = isa.toLowerCase(Locale.ROOT).strip();
    if (!text.startsWith("rv32") && !text.startsWith("rv64")) {
      return extensions;
    }
    int underscore = text.indexOf('_');
    String letters = text.substring(4, underscore < 0 ? text.length() : underscore);
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      if (isLong(letter)) {
        add(extensions, letters.substring(i));
        break;
      }
      boolean version = letter == 'p' && i > 0 && Character.isDigit(letters.charAt(i - 1));
      if (letter == 'g') {
        extensions.addAll(Set.of("i", "m", "a", "f", "d", "zicsr", "zifencei"));
      } else if (Character.isLetter(letter) && !version) {
        extensions.add(String.valueOf(letter));
      }
    }
    while (underscore >= 0) {
      int next = text.indexOf('_', underscore + 1);
      add(extensions, text.substring(underscore + 1, next < 0 ? text.length() : next));
      underscore = next;
    }
    return extensions;
  }

  private static boolean isLong(char letter) {
    return letter == 'z' || letter == 's' || letter == 'x';
  }

  /** Cuts a version such as {@code 1p0} off. */
  private static void add(Set<String> extensions, String word) {
    int end = word.length();
    int digits = end;
    while (digits > 0 && Character.isDigit(word.charAt(digits - 1))) {
      digits--;
    }
    if (digits < end && digits > 1 && word.charAt(digits - 1) == 'p') {
      int major = digits - 1;
      while (major > 0 && Character.isDigit(word.charAt(major - 1))) {
        major--;
      }
      end = major < digits - 1 ? major : end;
    }
    if (end > 0) {
      extensions.add(word.substring(0, end));
    }
  }
}
