package io.envprobe.marker;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** A constant of the lenient scheme taken apart, to find its neighbours. */
record LenientParts(List<String> numbers, String rest) {

  LenientParts {
    numbers = List.copyOf(numbers);
  }

  static LenientParts of(String constant) {
    String text = constant.strip();
    if (text.endsWith(".*")) {
      text = text.substring(0, text.length() - 2);
    }
    int at = text.startsWith("v") || text.startsWith("V") ? 1 : 0;
    List<String> numbers = new ArrayList<>();
    while (at < text.length() && isDigit(text.charAt(at))) {
      int start = at;
      while (at < text.length() && isDigit(text.charAt(at))) {
        at++;
      }
      numbers.add(text.substring(start, at));
      if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
        at++;
      } else {
        break;
      }
    }
    return new LenientParts(numbers, text.substring(at));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  String text() {
    return String.join(".", numbers) + rest;
  }

  /** The numbers up to one that is increased. */
  String incremented(int index) {
    List<String> changed = new ArrayList<>(numbers.subList(0, index));
    changed.add(new BigInteger(numbers.get(index)).add(BigInteger.ONE).toString());
    return String.join(".", changed);
  }

  /** The least versions at and after the constant, its texts, and the prefixes it begins with. */
  List<String> around(int longest) {
    List<String> around = new ArrayList<>();
    String plain = String.join(".", numbers);
    around.add(plain);
    around.add(plain + ".0".repeat(longest + 1 - numbers.size()) + ".1");
    if (!rest.isEmpty()) {
      around.add(text());
      around.add(text() + "!");
    }
    for (int i = Math.max(0, numbers.size() - 2); i < numbers.size(); i++) {
      around.add(incremented(i));
    }
    return around;
  }
}
