package io.envprobe.tag.platform;

import io.envprobe.table.Table;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The properties {@code os.detected.*} that os-maven-plugin sets, from what it looks at.
 *
 * @see <a href="https://github.com/trustin/os-maven-plugin">os-maven-plugin</a>
 */
public final class MavenDetection {
  private static final String PREFIX = "os.detected.";
  private static final String LIKE = PREFIX + "release.like.";

  private static final class Holder {
    static final Table TABLE = MavenTable.read();
  }

  private MavenDetection() {}

  /**
   * The detected properties; nothing where the plugin knows no such system or architecture and
   * fails the build.
   *
   * @param properties the system properties {@code os.name}, {@code os.arch}, {@code os.version}
   *     and, where the JVM has it, {@code sun.arch.data.model}
   * @param osRelease the content of os-release, where there is one
   * @param redhatRelease the content of /etc/redhat-release, looked at where there is no os-release
   * @param likes the distributions of the option {@code classifierWithLikes}, in order
   */
  public static Optional<Map<String, String>> detect(
      Map<String, String> properties,
      Optional<String> osRelease,
      Optional<String> redhatRelease,
      List<String> likes) {
    Optional<String> name = system(properties.getOrDefault("os.name", ""));
    Optional<String> arch = architecture(properties.getOrDefault("os.arch", ""));
    if (name.isEmpty() || arch.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> detected = new TreeMap<>();
    detected.put(PREFIX + "name", name.get());
    detected.put(PREFIX + "arch", arch.get());
    detected.put(
        PREFIX + "bitness",
        bitness(properties.getOrDefault("sun.arch.data.model", ""), arch.get()));
    putVersion(detected, properties.getOrDefault("os.version", ""));
    if (name.get().equals("linux")) {
      if (osRelease.isPresent()) {
        putOsRelease(detected, osRelease.get());
      } else if (redhatRelease.isPresent()) {
        putRedhatRelease(detected, redhatRelease.get());
      }
    }
    detected.put(PREFIX + "classifier", classifier(detected, name.get() + "-" + arch.get(), likes));
    return Optional.of(Collections.unmodifiableMap(detected));
  }

  private static String classifier(Map<String, String> detected, String plain, List<String> likes) {
    for (String like : likes) {
      if (detected.containsKey(LIKE + like)) {
        return plain + "-" + like;
      }
    }
    return plain;
  }

  private static String bitness(String dataModel, String arch) {
    boolean number = !dataModel.isEmpty();
    for (int i = 0; i < dataModel.length(); i++) {
      number &= dataModel.charAt(i) >= '0' && dataModel.charAt(i) <= '9';
    }
    if (number) {
      return dataModel;
    }
    return arch.contains("64") ? "64" : "32";
  }

  private static String normalized(String value) {
    StringBuilder letters = new StringBuilder();
    String lower = value.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      char character = lower.charAt(i);
      if ((character >= 'a' && character <= 'z') || isDigit(character)) {
        letters.append(character);
      }
    }
    return letters.toString();
  }

  private static Optional<String> system(String name) {
    String letters = normalized(name);
    for (Table row : Holder.TABLE.tables("systems")) {
      String prefix = row.text("prefix");
      // OS/400 must not be taken for a longer number.
      boolean longer =
          prefix.equals("os400")
              && letters.length() > prefix.length()
              && isDigit(letters.charAt(prefix.length()));
      if (letters.startsWith(prefix) && !longer) {
        return Optional.of(row.text("name"));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> architecture(String name) {
    String known = Holder.TABLE.table("architectures").textOr(normalized(name), "");
    return known.isEmpty() ? Optional.empty() : Optional.of(known);
  }

  private static void putVersion(Map<String, String> detected, String version) {
    int dot = digits(version, 0);
    if (dot == 0 || dot == version.length() || version.charAt(dot) != '.') {
      return;
    }
    int end = digits(version, dot + 1);
    if (end == dot + 1) {
      return;
    }
    detected.put(PREFIX + "version", version.substring(0, end));
    detected.put(PREFIX + "version.major", version.substring(0, dot));
    detected.put(PREFIX + "version.minor", version.substring(dot + 1, end));
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private static void putOsRelease(Map<String, String> detected, String content) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : content.lines().toList()) {
      for (String name : List.of("ID", "VERSION_ID", "ID_LIKE")) {
        if (line.startsWith(name + "=")) {
          values.put(name, line.substring(name.length() + 1).strip().replace("\"", ""));
        }
      }
    }
    String id = values.getOrDefault("ID", "");
    if (id.isEmpty()) {
      return;
    }
    Set<String> likes = new LinkedHashSet<>();
    likes.add(id);
    if (values.containsKey("ID_LIKE")) {
      likes.addAll(List.of(values.getOrDefault("ID_LIKE", "").split("\\s+", -1)));
    }
    putRelease(detected, id, values.getOrDefault("VERSION_ID", ""), likes);
  }

  private static void putRedhatRelease(Map<String, String> detected, String content) {
    String line = content.lines().findFirst().orElse("").toLowerCase(Locale.ROOT);
    for (Table row : Holder.TABLE.tables("redhat")) {
      if (line.contains(row.text("contains"))) {
        int start = 0;
        while (start < line.length() && !isDigit(line.charAt(start))) {
          start++;
        }
        putRelease(
            detected,
            row.text("id"),
            line.substring(start, digits(line, start)),
            new LinkedHashSet<>(Arrays.asList("rhel", "fedora", row.text("id"))));
        return;
      }
    }
  }

  private static void putRelease(
      Map<String, String> detected, String id, String version, Set<String> likes) {
    detected.put(PREFIX + "release", id);
    if (!version.isEmpty()) {
      detected.put(PREFIX + "release.version", version);
    }
    for (String like : likes) {
      detected.put(LIKE + like, "true");
    }
  }
}
