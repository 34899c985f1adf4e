package io.envprobe.requirement.internal.maven;

import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Takes names apart into the words by which Java libraries tell their native builds. */
public final class ClassifierWords {
  private static final class Holder {
    static final Table TABLE = ClassifiersTable.read();
    static final Map<String, Table> WORDS = new HashMap<>();
    static final int LONGEST;

    static {
      int longest = 0;
      for (Table row : TABLE.tables("words")) {
        WORDS.put(row.text("word"), row);
        longest = Math.max(longest, row.text("word").length());
      }
      LONGEST = longest;
    }
  }

  private ClassifierWords() {}

  /**
   * A word of a name.
   *
   * @param text as written
   * @param start from the start of the name
   * @param row what it means; empty where that is not known
   * @param cuda the CUDA release that it names, for example {@code 12.4} or {@code 12}; else empty
   */
  public record Word(String text, int start, Optional<Table> row, String cuda) {
    /** Whether it tells something of a machine. */
    public boolean isPlatform() {
      return !cuda.isEmpty() || row.map(known -> !known.isTrue("neutral")).orElse(false);
    }

    /** Whether the table has it. */
    public boolean isKnown() {
      return !cuda.isEmpty() || row.isPresent();
    }
  }

  /** The words of a name, in order; longer ones win. */
  public static List<Word> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    List<Word> words = new ArrayList<>();
    if (lower.length() != name.length()) {
      return words; // Letters that change their length are in no name of a platform.
    }
    int at = 0;
    while (at < lower.length()) {
      if (isSeparator(lower.charAt(at))) {
        at++;
        continue;
      }
      int end = known(lower, at);
      Optional<Table> row =
          end > at
              ? Optional.ofNullable(Holder.WORDS.get(lower.substring(at, end)))
              : Optional.empty();
      if (end <= at) {
        end = at;
        while (end < lower.length() && !isSeparator(lower.charAt(end))) {
          end++;
        }
      }
      String text = name.substring(at, end);
      words.add(new Word(text, at, row, cuda(text.toLowerCase(Locale.ROOT))));
      at = end;
    }
    return words;
  }

  /** What an artifact's builds have in common, where its classifiers leave something out. */
  static Optional<Table> convention(String artifact) {
    for (Table row : Holder.TABLE.tables("conventions")) {
      String name = row.text("artifact");
      if (artifact.equals(name) || artifact.startsWith(name.concat("-"))) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  private static boolean isSeparator(char c) {
    return c == '-' || c == '_' || c == '.' || c == '/' || c == '+';
  }

  /** Where the longest word of the table that starts here ends; the start where there is none. */
  private static int known(String name, int start) {
    for (int end = Math.min(name.length(), start + Holder.LONGEST); end > start; end--) {
      boolean boundary = end == name.length() || isSeparator(name.charAt(end));
      if (boundary && Holder.WORDS.containsKey(name.substring(start, end))) {
        return end;
      }
    }
    return start;
  }

  /** {@code cuda12} and {@code cu12} name a release, {@code cu124} one with its minor number. */
  private static String cuda(String word) {
    String digits =
        word.startsWith("cuda")
            ? word.substring(4)
            : word.startsWith("cu") ? word.substring(2) : "";
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return "";
      }
    }
    return switch (digits.length()) {
      case 2 -> digits;
      case 3, 4 -> digits.substring(0, 2) + "." + digits.substring(2);
      default -> "";
    };
  }
}
