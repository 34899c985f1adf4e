package io.envprobe.tag.python;

import io.envprobe.version.Pep440Version;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file name of a wheel, taken apart.
 *
 * @param name the distribution, normalized
 * @param version its version
 * @param build the build number, where there is one
 * @param tags what it runs on
 * @param label the label of its variant, where it is one
 * @see <a
 *     href="https://packaging.python.org/en/latest/specifications/binary-distribution-format/#file-name-convention">the
 *     specification</a>
 */
public record WheelFileName(
    String name,
    Pep440Version version,
    Optional<BuildNumber> build,
    CompressedTags tags,
    Optional<String> label) {
  private static final String SUFFIX = ".whl";

  /**
   * Reads a file name as {@code packaging} 26.3 does, which knows no variants.
   *
   * @throws SyntaxException where it is not the file name of a wheel
   */
  public static WheelFileName parse(String fileName) {
    List<String> parts = parts(fileName);
    if (parts.size() != 5 && parts.size() != 6) {
      throw wrongParts(fileName);
    }
    return of(fileName, parts, parts.size() == 6, false);
  }

  /**
   * Reads a file name that may have a variant label after the tags (PEP 825): a part after the
   * version that begins with a digit is a build number, since no Python tag does.
   *
   * @throws SyntaxException where it is not the file name of a wheel
   */
  public static WheelFileName parseVariant(String fileName) {
    List<String> parts = parts(fileName);
    if (parts.size() < 5 || parts.size() > 7) {
      throw wrongParts(fileName);
    }
    boolean build =
        parts.size() == 7
            || (parts.size() == 6 && !parts.get(2).isEmpty() && isDigit(parts.get(2).charAt(0)));
    return of(fileName, parts, build, parts.size() == (build ? 7 : 6));
  }

  private static WheelFileName of(
      String fileName, List<String> parts, boolean hasBuild, boolean hasLabel) {
    String name = parts.get(0);
    if (name.contains("__") || !isEscapedName(name)) {
      throw error(
          fileName, 0, name.length(), "no name of a distribution", "write - and . as a single _");
    }
    int at = name.length() + 1;
    String version = parts.get(1);
    Optional<Pep440Version> parsed = Pep440Version.tryParse(version);
    if (parsed.isEmpty()) {
      throw error(fileName, at, version.length(), "no version in the sense of PEP 440", "");
    }
    at += version.length() + 1;
    Optional<BuildNumber> build = Optional.empty();
    int first = 2;
    if (hasBuild) {
      if (parts.get(2).isEmpty() || !isDigit(parts.get(2).charAt(0))) {
        throw error(fileName, at, parts.get(2).length(), "a build number begins with a digit", "");
      }
      build = Optional.of(BuildNumber.parse(parts.get(2)));
      at += parts.get(2).length() + 1;
      first = 3;
    }
    Optional<String> label = Optional.empty();
    if (hasLabel) {
      label = Optional.of(parts.get(parts.size() - 1));
      if (!isLabel(label.get())) {
        throw error(
            fileName,
            fileName.length() - SUFFIX.length() - label.get().length(),
            label.get().length(),
            "no variant label",
            "use lower-case letters, digits, _ and .");
      }
    }
    CompressedTags tags = tags(fileName, at, parts, first);
    return new WheelFileName(DistributionName.normalized(name), parsed.get(), build, tags, label);
  }

  private static CompressedTags tags(String fileName, int offset, List<String> parts, int first) {
    String text = String.join("-", parts.subList(first, first + 3));
    try {
      return CompressedTags.parse(text);
    } catch (SyntaxException e) {
      throw error(fileName, offset + e.offset(), e.length(), e.reason(), e.hint());
    }
  }

  private static List<String> parts(String fileName) {
    if (!fileName.endsWith(SUFFIX)) {
      throw error(fileName, fileName.length(), 0, "the file name of a wheel ends with .whl", "");
    }
    int end = fileName.length() - SUFFIX.length();
    List<String> parts = new ArrayList<>(7);
    int start = 0;
    while (start <= end) {
      int hyphen = fileName.indexOf('-', start);
      int to = hyphen < 0 || hyphen > end ? end : hyphen;
      parts.add(fileName.substring(start, to));
      start = to + 1;
    }
    return parts;
  }

  private static SyntaxException wrongParts(String fileName) {
    return error(
        fileName,
        0,
        fileName.length(),
        "the file name of a wheel has five parts, six with a build number",
        "write name-version-interpreter-abi-platform.whl");
  }

  private static SyntaxException error(
      String fileName, int offset, int length, String reason, String hint) {
    return new SyntaxException(fileName, offset, length, reason, hint);
  }

  /** Letters and digits of any script, underscore and dot; at least one. */
  private static boolean isEscapedName(String name) {
    for (int at = 0; at < name.length(); ) {
      int point = name.codePointAt(at);
      if (point != '_' && point != '.' && !isWord(point)) {
        return false;
      }
      at += Character.charCount(point);
    }
    return !name.isEmpty();
  }

  private static boolean isWord(int point) {
    int type = Character.getType(point);
    return Character.isLetter(point)
        || type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  private static boolean isLabel(String label) {
    for (int i = 0; i < label.length(); i++) {
      char character = label.charAt(i);
      boolean letter = character >= 'a' && character <= 'z';
      if (!letter && !isDigit(character) && character != '_' && character != '.') {
        return false;
      }
    }
    return !label.isEmpty();
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
