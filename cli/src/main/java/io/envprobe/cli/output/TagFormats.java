package io.envprobe.cli.output;

import io.envprobe.tag.Tag;
import io.envprobe.tag.TagSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tags as assignments for other programs. Every label of a vocabulary is a name whose value is the
 * best word; where there are several, the name with {@code _ALL} ({@code .all}) has all of them,
 * best first.
 */
public final class TagFormats {
  private static final String SHELL_SAFE = "_@%+=:,./-";
  private static final int NFD_VALUE = 63;
  private static final String NFD_OWN = "feature.node.kubernetes.io/";

  private TagFormats() {}

  /**
   * Lines of {@code NAME=VALUE} that a POSIX shell may evaluate and that readers of env files take:
   * values are quoted where a shell would read more than letters into them. Several words are
   * joined by commas.
   *
   * @param leftOut gets what cannot be said in one line: values with control characters, and lists
   *     of words with commas
   */
  public static String env(List<TagSet> sets, List<String> leftOut) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, List<String>> entry : words(sets, '_').entrySet()) {
      String name = variable(entry.getKey());
      List<String> words = entry.getValue();
      if (isOneLine(words.get(0))) {
        text.append(name).append('=').append(shell(words.get(0))).append('\n');
      } else {
        leftOut.add(name);
      }
      if (words.size() > 1) {
        if (words.stream().allMatch(word -> isOneLine(word) && word.indexOf(',') < 0)) {
          text.append(name).append("_ALL=").append(shell(String.join(",", words))).append('\n');
        } else {
          leftOut.add(name + "_ALL");
        }
      }
    }
    return text.toString();
  }

  /**
   * What GitHub Actions reads from the files {@code GITHUB_OUTPUT} and {@code GITHUB_ENV}: {@code
   * NAME=VALUE}, or over several lines between two delimiters that no value has. Several words are
   * one a line.
   */
  public static String github(List<TagSet> sets) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, List<String>> entry : words(sets, '_').entrySet()) {
      String name = variable(entry.getKey());
      gitHub(text, name, entry.getValue().get(0));
      if (entry.getValue().size() > 1) {
        gitHub(text, name + "_ALL", String.join("\n", entry.getValue()));
      }
    }
    return text.toString();
  }

  private static void gitHub(StringBuilder text, String name, String value) {
    if (isOneLine(value)) {
      text.append(name).append('=').append(value).append('\n');
      return;
    }
    String delimiter = "ENVPROBE_END";
    for (int number = 0; value.contains(delimiter); number++) {
      delimiter = "ENVPROBE_END_" + number;
    }
    text.append(name).append("<<").append(delimiter).append('\n');
    text.append(value).append('\n').append(delimiter).append('\n');
  }

  /** A properties file of Java. */
  public static String properties(List<TagSet> sets) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, List<String>> entry : words(sets, '.').entrySet()) {
      property(text, entry.getKey(), entry.getValue().get(0));
      if (entry.getValue().size() > 1) {
        property(text, entry.getKey() + ".all", String.join(",", entry.getValue()));
      }
    }
    return text.toString();
  }

  private static void property(StringBuilder text, String name, String value) {
    escape(text, name, true);
    text.append('=');
    escape(text, value, false);
    text.append('\n');
  }

  private static void escape(StringBuilder text, String value, boolean key) {
    for (int at = 0; at < value.length(); at++) {
      char character = value.charAt(at);
      switch (character) {
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        case '\f' -> text.append("\\f");
        case '\\', '=', ':', '#', '!' -> {
          if (key || character == '\\' || at == 0) {
            text.append('\\');
          }
          text.append(character);
        }
        case ' ' -> text.append(key || at == 0 ? "\\ " : " ");
        default -> {
          if (character < ' ' || character > '~') {
            text.append(String.format(Locale.ROOT, "\\u%04X", (int) character));
          } else {
            text.append(character);
          }
        }
      }
    }
  }

  /**
   * A feature file for the local source of Node Feature Discovery: what that program does not find
   * out itself. Values that no label can have are cut to one.
   *
   * @param set of the vocabulary nfd
   * @see <a
   *     href="https://kubernetes-sigs.github.io/node-feature-discovery/stable/usage/customization-guide.html#local-feature-source">the
   *     documentation</a>
   */
  public static String nfd(TagSet set) {
    StringBuilder text = new StringBuilder();
    for (Tag tag : set.tags()) {
      if (!tag.line().startsWith(NFD_OWN)) {
        text.append(tag.label()).append('=').append(label(tag.text())).append('\n');
      }
    }
    return text.toString();
  }

  /** A text as the value of a label: at most 63 letters, digits, points, and dashes inside. */
  private static String label(String value) {
    StringBuilder label = new StringBuilder();
    for (int at = 0; at < value.length() && label.length() < NFD_VALUE; at++) {
      char character = value.charAt(at);
      boolean inside = character == '.' || character == '_' || character == '-';
      label.append(isLetterOrDigit(character) || inside ? character : '_');
    }
    int from = 0;
    int to = label.length();
    while (from < to && !isLetterOrDigit(label.charAt(from))) {
      from++;
    }
    while (to > from && !isLetterOrDigit(label.charAt(to - 1))) {
      to--;
    }
    return label.substring(from, to);
  }

  /** The words by the vocabulary's name and the label, in their order. */
  private static Map<String, List<String>> words(List<TagSet> sets, char separator) {
    Map<String, List<String>> words = new LinkedHashMap<>();
    for (TagSet set : sets) {
      for (Tag tag : set.tags()) {
        String name =
            tag.label().isEmpty() ? set.vocabulary() : set.vocabulary() + separator + tag.label();
        words.computeIfAbsent(name, unused -> new ArrayList<>()).add(tag.text());
      }
    }
    return words;
  }

  private static String variable(String name) {
    StringBuilder variable = new StringBuilder("ENVPROBE_");
    for (int at = 0; at < name.length(); at++) {
      char character = name.charAt(at);
      variable.append(isLetterOrDigit(character) ? character : '_');
    }
    return variable.toString().toUpperCase(Locale.ROOT);
  }

  private static boolean isLetterOrDigit(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9');
  }

  private static boolean isOneLine(String value) {
    for (int at = 0; at < value.length(); at++) {
      char character = value.charAt(at);
      boolean separator = character == '\u0085' || character == '\u2028' || character == '\u2029';
      if (character < ' ' || character == '\u007f' || separator) {
        return false;
      }
    }
    return true;
  }

  private static String shell(String value) {
    boolean safe = !value.isEmpty();
    for (int at = 0; at < value.length(); at++) {
      char character = value.charAt(at);
      safe &= isLetterOrDigit(character) || SHELL_SAFE.indexOf(character) >= 0;
    }
    return safe ? value : "'" + value.replace("'", "'\"'\"'") + "'";
  }
}
