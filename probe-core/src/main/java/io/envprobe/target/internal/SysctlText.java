package io.envprobe.target.internal;

import io.envprobe.table.Table;
import io.envprobe.target.Target;
import io.envprobe.target.Targets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code sysctl} prints on macOS: {@code name: value} lines. Every text parses. */
public final class SysctlText {
  private static final int DIGITS_LIMIT = 4;

  private final Map<String, String> values;

  private SysctlText(Map<String, String> values) {
    this.values = values;
  }

  /** Reads the lines; the last of repeated names counts. */
  public static SysctlText parse(String text) {
    Map<String, String> values = new HashMap<>();
    int length = text.length();
    for (int start = 0; start < length; ) {
      int end = start;
      while (end < length && !isLineEnd(text.charAt(end))) {
        end++;
      }
      int colon = text.indexOf(": ", start);
      int equals = text.indexOf(" = ", start);
      if (colon >= 0 && colon < end) {
        values.put(text.substring(start, colon).strip(), text.substring(colon + 2, end).strip());
      } else if (equals >= 0 && equals < end) {
        values.put(text.substring(start, equals).strip(), text.substring(equals + 3, end).strip());
      }
      start = end + 1;
    }
    return new SysctlText(values);
  }

  /** The ends of lines that archspec's reader knows. */
  private static boolean isLineEnd(char c) {
    return (c >= '\n' && c <= '\r')
        || (c >= 0x1c && c <= 0x1e)
        || c == 0x85
        || c == 0x2028
        || c == 0x2029;
  }

  /** The value of that name; empty where there is none. */
  public String value(String name) {
    return values.getOrDefault(name, "");
  }

  /** The names under which the kernel tells of an Apple processor's features. */
  public static List<String> appleFeatureNames() {
    List<String> names = new ArrayList<>();
    Table table = MacosFeaturesTable.read();
    for (Table row : table.tables("arm")) {
      names.add("hw.optional.arm.FEAT_" + row.text("name"));
    }
    return names;
  }

  /** Every name that begins so, with its value. */
  Map<String, String> beginningWith(String prefix) {
    Map<String, String> found = new java.util.TreeMap<>();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      if (entry.getKey().startsWith(prefix)) {
        found.put(entry.getKey().substring(prefix.length()), entry.getValue());
      }
    }
    return found;
  }

  /**
   * The target for Apple's brand string: a generation that is newer than the table gets the newest
   * one in it.
   */
  static String appleTarget(String brand) {
    return appleTarget(brand, true);
  }

  /** The same, where archspec's table need not have it. */
  static String ownAppleTarget(String brand) {
    return appleTarget(brand, false);
  }

  private static String appleTarget(String brand, boolean ofArchspec) {
    String lower = brand.toLowerCase(Locale.ROOT);
    int generation = appleGeneration(lower);
    for (int number = Math.min(generation, 99); number > 0; number--) {
      Target target = Targets.shipped().find("m" + number).orElse(null);
      if (target != null && (target.inArchspec() || !ofArchspec)) {
        return "m" + number;
      }
    }
    return lower.equals("apple processor") ? "m1" : "aarch64";
  }

  /** The number after {@code M} in {@code Apple M3 Max}; 0 where there is none. */
  static int appleGeneration(String lowerBrand) {
    int at = lowerBrand.indexOf("apple");
    while (at >= 0) {
      int i = at + "apple".length();
      int letters = i;
      while (i < lowerBrand.length() && Character.isWhitespace(lowerBrand.charAt(i))) {
        i++;
      }
      if (i > letters && i < lowerBrand.length() && lowerBrand.charAt(i) == 'm') {
        int digits = ++i;
        while (i < lowerBrand.length()
            && i - digits < DIGITS_LIMIT
            && Character.isDigit(lowerBrand.charAt(i))) {
          i++;
        }
        if (i > digits) {
          return (int) Words.number(lowerBrand.substring(digits, i));
        }
      }
      at = lowerBrand.indexOf("apple", letters);
    }
    return 0;
  }
}
