package io.envprobe.requirement.internal.maven;

import io.envprobe.requirement.Classifier;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Span;
import java.util.List;

/**
 * An artifact of a Maven repository.
 *
 * @param group empty where only a file name is known
 * @param artifact its name
 * @param version as written; may be empty in a file name
 * @param classifier as written; may be empty
 * @param classifierStart where that begins in the text
 */
public record Coordinates(
    String group, String artifact, String version, String classifier, int classifierStart) {
  private static final int LONGEST = 1000;

  /** Whether a text looks like coordinates: three to five words between colons. */
  public static boolean isLike(String text) {
    int colons = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      colons += c == ':' ? 1 : 0;
      if (c != ':' && c != '@' && c != '+' && !isWord(c)) {
        return false;
      }
    }
    int first = text.indexOf(':');
    return text.length() < LONGEST && colons >= 2 && first > 0 && hasLetter(text, first);
  }

  private static boolean hasLetter(String text, int end) {
    for (int i = 0; i < end; i++) {
      if (Character.isLetter(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWord(char c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_');
  }

  /**
   * Reads {@code group:artifact:version}, {@code group:artifact:version:classifier} as Gradle
   * writes it, perhaps with {@code @extension}, or {@code
   * group:artifact:extension:classifier:version} as Maven prints it.
   */
  public static Coordinates parse(String text, Span span) throws RequirementException {
    int sign = text.indexOf('@');
    String bare = sign < 0 ? text : text.substring(0, sign);
    String[] parts = bare.split(":", -1);
    int start = 0;
    for (String part : parts) {
      if (part.isEmpty()) {
        throw RequirementException.in(
            text,
            span.at(span.offset() + Math.min(start, Math.max(0, text.length() - 1)), 1),
            "a part of the coordinates is empty",
            "group:artifact:version:classifier");
      }
      start += part.length() + 1;
    }
    return switch (parts.length) {
      case 3 -> new Coordinates(parts[0], parts[1], parts[2], "", bare.length());
      case 4 ->
          isExtension(parts[2])
              ? new Coordinates(parts[0], parts[1], parts[3], "", bare.length())
              : new Coordinates(
                  parts[0], parts[1], parts[2], parts[3], bare.length() - parts[3].length());
      case 5 ->
          new Coordinates(
              parts[0],
              parts[1],
              parts[4],
              parts[3],
              bare.length() - parts[4].length() - 1 - parts[3].length());
      default ->
          throw RequirementException.in(
              text,
              span.at(span.offset(), bare.length()),
              "coordinates have three to five parts, and these have " + parts.length,
              "group:artifact:version:classifier");
    };
  }

  private static boolean isExtension(String part) {
    return switch (part) {
      case "jar", "zip", "exe", "so", "dll", "dylib", "war", "pom", "tar.gz", "test-jar" -> true;
      default -> false;
    };
  }

  /**
   * Takes a file name apart: the version begins at the first part that begins with a digit, the
   * classifier at the first part after it that begins with a word of a platform.
   */
  public static Coordinates ofFile(String fileName) {
    String stem = fileName.substring(0, Math.max(0, fileName.lastIndexOf('.')));
    int version = -1;
    for (int dash = stem.indexOf('-'); dash >= 0; dash = stem.indexOf('-', dash + 1)) {
      boolean digit =
          dash + 1 < stem.length() && stem.charAt(dash + 1) >= '0' && stem.charAt(dash + 1) <= '9';
      if (version < 0 && digit) {
        version = dash;
      } else if (version >= 0 && begins(stem.substring(dash + 1))) {
        return new Coordinates(
            "",
            stem.substring(0, version),
            stem.substring(version + 1, dash),
            stem.substring(dash + 1),
            dash + 1);
      }
    }
    return version < 0
        ? new Coordinates("", stem, "", "", stem.length())
        : new Coordinates(
            "", stem.substring(0, version), stem.substring(version + 1), "", stem.length());
  }

  private static boolean begins(String rest) {
    List<ClassifierWords.Word> words = ClassifierWords.of(rest);
    return !words.isEmpty() && words.get(0).isKnown();
  }

  /** What its classifier asks. */
  public Classifier asked() {
    return new Classifier(artifact, classifier);
  }

  /** The artifact without the flavour that it names: its builds are alternatives. */
  public String family() {
    StringBuilder family = new StringBuilder(group.isEmpty() ? "" : group + ":");
    for (ClassifierWords.Word word : ClassifierWords.of(artifact)) {
      boolean flavour = word.isPlatform() || word.text().equals("cpu");
      if (!flavour) {
        family.append(word.text()).append('-');
      }
    }
    return family.toString();
  }
}
