package io.envprobe.version;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code [epoch:]upstream[-revision]} with the order of <a
 * href="https://man7.org/linux/man-pages/man7/deb-version.7.html">deb-version(7)</a>: a tilde sorts
 * before the end of a part, letters before other characters, runs of digits as numbers.
 */
final class DebianVersion implements Version {
  private static final String HINT = "a Debian version looks like 1:2.36-9+deb12u4";

  private final String epoch;
  private final String upstream;
  private final String revision;

  private DebianVersion(String epoch, String upstream, String revision) {
    this.epoch = epoch;
    this.upstream = upstream;
    this.revision = revision;
  }

  static DebianVersion parse(String text) {
    String stripped = text.strip();
    int lead = text.indexOf(stripped);
    int colon = stripped.indexOf(':');
    String epoch = colon < 0 ? "0" : stripped.substring(0, colon);
    if (epoch.isEmpty() || !Pep440Parser.isNumber(epoch)) {
      throw new SyntaxException(text, lead, colon, "the epoch is not a number", HINT);
    }
    int dash = stripped.lastIndexOf('-');
    int end = dash > colon ? dash : stripped.length();
    String upstream = stripped.substring(colon + 1, end);
    if (upstream.isEmpty() || !Pep440Parser.isDigit(upstream.charAt(0))) {
      throw new SyntaxException(
          text, lead + colon + 1, 1, "the version does not begin with a digit", HINT);
    }
    for (int i = colon + 1; i < stripped.length(); i++) {
      char c = stripped.charAt(i);
      boolean allowed =
          Pep440Parser.isDigit(c) || Pep440Parser.isLetter(c) || ".+~".indexOf(c) >= 0;
      if (!allowed && !((c == '-' || c == ':') && i <= end)) {
        throw new SyntaxException(
            text, lead + i, 1, "a character that Debian versions do not have", HINT);
      }
    }
    if (end == stripped.length() - 1) {
      throw new SyntaxException(text, lead + end, 1, "the revision is empty", HINT);
    }
    return new DebianVersion(
        Pep440Parser.withoutZeros(epoch),
        upstream,
        end < stripped.length() ? stripped.substring(end + 1) : "");
  }

  @Override
  public VersionScheme scheme() {
    return VersionSchemes.DEBIAN;
  }

  @Override
  public int compareTo(Version other) {
    if (!(other instanceof DebianVersion that)) {
      throw VersionSchemes.mixed(this, other);
    }
    int order = Pep440Version.compareDigits(epoch, that.epoch);
    if (order == 0) {
      order = comparePart(upstream, that.upstream);
    }
    return order != 0 ? order : comparePart(revision, that.revision);
  }

  private static int comparePart(String left, String right) {
    int i = 0;
    int j = 0;
    while (i < left.length() || j < right.length()) {
      while (isText(left, i) || isText(right, j)) {
        int order = Integer.compare(weight(left, i), weight(right, j));
        if (order != 0) {
          return order;
        }
        i++;
        j++;
      }
      int iEnd = digitsEnd(left, i);
      int jEnd = digitsEnd(right, j);
      int order = Pep440Version.compareDigits(digits(left, i, iEnd), digits(right, j, jEnd));
      if (order != 0) {
        return order;
      }
      i = iEnd;
      j = jEnd;
    }
    return 0;
  }

  private static boolean isText(String text, int at) {
    return at < text.length() && !Pep440Parser.isDigit(text.charAt(at));
  }

  /** Tilde below the end and digits, then letters, then the rest. */
  private static int weight(String text, int at) {
    if (at >= text.length() || Pep440Parser.isDigit(text.charAt(at))) {
      return 0;
    }
    char c = text.charAt(at);
    return c == '~' ? -1 : Pep440Parser.isLetter(c) ? c : c + 256;
  }

  private static int digitsEnd(String text, int from) {
    int at = from;
    while (at < text.length() && Pep440Parser.isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static String digits(String text, int from, int to) {
    return from >= to ? "0" : Pep440Parser.withoutZeros(text.substring(from, to));
  }

  @Override
  public String normalized() {
    return (epoch.equals("0") ? "" : epoch + ":")
        + upstream
        + (revision.isEmpty() ? "" : "-" + revision);
  }

  @Override
  public Map<String, Object> parts() {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("epoch", epoch);
    parts.put("upstream", upstream);
    if (!revision.isEmpty()) {
      parts.put("revision", revision);
    }
    return parts;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DebianVersion that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    // Zeros may be written in many ways; the epoch is the part that is equal in equal versions.
    return epoch.hashCode();
  }

  @Override
  public String toString() {
    return normalized();
  }
}
