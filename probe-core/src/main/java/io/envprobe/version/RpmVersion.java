package io.envprobe.version;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code [epoch:]version[-release]} with RPM's order, see <a
 * href="https://rpm-software-management.github.io/rpm/man/rpm-version.7">rpm-version(7)</a>: runs
 * of digits and letters, a number is above letters, a tilde below everything, a caret above the end
 * and below anything else. Other characters only separate.
 */
final class RpmVersion implements Version {
  private static final String HINT = "an RPM version looks like 1:2.34-100.el9_4.2";

  private final String epoch;
  private final String version;
  private final String release;

  private RpmVersion(String epoch, String version, String release) {
    this.epoch = epoch;
    this.version = version;
    this.release = release;
  }

  static RpmVersion parse(String text) {
    String stripped = text.strip();
    int lead = text.indexOf(stripped);
    int colon = stripped.indexOf(':');
    String epoch = colon < 0 ? "0" : stripped.substring(0, colon);
    if (epoch.isEmpty() || !Pep440Parser.isNumber(epoch)) {
      throw new SyntaxException(text, lead, colon, "the epoch is not a number", HINT);
    }
    int dash = stripped.lastIndexOf('-');
    int end = dash > colon ? dash : stripped.length();
    String version = stripped.substring(colon + 1, end);
    if (version.isEmpty()) {
      throw new SyntaxException(text, lead + colon + 1, 0, "the version is empty", HINT);
    }
    for (int i = colon + 1; i < stripped.length(); i++) {
      char c = stripped.charAt(i);
      boolean allowed =
          Pep440Parser.isDigit(c) || Pep440Parser.isLetter(c) || "._+%{}~^".indexOf(c) >= 0;
      if (!allowed && i != end) {
        throw new SyntaxException(
            text, lead + i, 1, "a character that RPM versions do not have", HINT);
      }
    }
    if (end == stripped.length() - 1) {
      throw new SyntaxException(text, lead + end, 1, "the release is empty", HINT);
    }
    return new RpmVersion(
        Pep440Parser.withoutZeros(epoch),
        version,
        end < stripped.length() ? stripped.substring(end + 1) : "");
  }

  @Override
  public VersionScheme scheme() {
    return VersionSchemes.RPM;
  }

  boolean hasRelease() {
    return !release.isEmpty();
  }

  int compareWithoutRelease(RpmVersion that) {
    int order = Pep440Version.compareDigits(epoch, that.epoch);
    return order != 0 ? order : comparePart(version, that.version);
  }

  @Override
  public int compareTo(Version other) {
    if (!(other instanceof RpmVersion that)) {
      throw VersionSchemes.mixed(this, other);
    }
    int order = compareWithoutRelease(that);
    return order != 0 ? order : comparePart(release, that.release);
  }

  private static int comparePart(String left, String right) {
    int i = 0;
    int j = 0;
    while (true) {
      i = skipSeparators(left, i);
      j = skipSeparators(right, j);
      int order = Integer.compare(rank(left, i), rank(right, j));
      if (order != 0) {
        return order;
      }
      if (i >= left.length()) {
        return 0;
      }
      char c = left.charAt(i);
      if (c == '~' || c == '^') {
        i++;
        j++;
        continue;
      }
      int iEnd = runEnd(left, i);
      int jEnd = runEnd(right, j);
      String leftRun = left.substring(i, iEnd);
      String rightRun = right.substring(j, jEnd);
      order =
          Pep440Parser.isDigit(c)
              ? Pep440Version.compareDigits(
                  Pep440Parser.withoutZeros(leftRun), Pep440Parser.withoutZeros(rightRun))
              : leftRun.compareTo(rightRun);
      if (order != 0) {
        return order;
      }
      i = iEnd;
      j = jEnd;
    }
  }

  /** What comes next: tilde, end, caret, letters, digits, in ascending order. */
  private static int rank(String text, int at) {
    if (at >= text.length()) {
      return 1;
    }
    char c = text.charAt(at);
    return c == '~' ? 0 : c == '^' ? 2 : Pep440Parser.isLetter(c) ? 3 : 4;
  }

  private static int skipSeparators(String text, int from) {
    int at = from;
    while (at < text.length() && "._+%{}".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static int runEnd(String text, int from) {
    boolean digits = Pep440Parser.isDigit(text.charAt(from));
    int at = from;
    while (at < text.length()
        && (digits
            ? Pep440Parser.isDigit(text.charAt(at))
            : Pep440Parser.isLetter(text.charAt(at)))) {
      at++;
    }
    return at;
  }

  @Override
  public String normalized() {
    return (epoch.equals("0") ? "" : epoch + ":")
        + version
        + (release.isEmpty() ? "" : "-" + release);
  }

  @Override
  public Map<String, Object> parts() {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("epoch", epoch);
    parts.put("version", version);
    if (hasRelease()) {
      parts.put("release", release);
    }
    return parts;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RpmVersion that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    // Separators and zeros may be written in many ways; equal versions have equal epochs.
    return epoch.hashCode();
  }

  @Override
  public String toString() {
    return normalized();
  }
}
