package io.envprobe.version;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A dotted number of any length and size, then text: the versions of lenient and soname. */
final class DottedVersion implements Version {
  private final VersionScheme scheme;
  private final boolean padded;
  private final String[] numbers;
  private final String rest;

  /**
   * Holds the parts.
   *
   * @param padded whether missing numbers count as zero
   * @param numbers digits without leading zeros, at least one
   */
  DottedVersion(VersionScheme scheme, boolean padded, String[] numbers, String rest) {
    this.scheme = scheme;
    this.padded = padded;
    this.numbers = numbers;
    this.rest = rest;
  }

  /** Reads the leading dotted number of a text; null where it does not begin with a digit. */
  static @Nullable DottedVersion read(
      VersionScheme scheme, boolean padded, String text, int from, int to) {
    List<String> numbers = new ArrayList<>(4);
    int at = from;
    while (at < to && Pep440Parser.isDigit(text.charAt(at))) {
      int start = at;
      while (at < to && Pep440Parser.isDigit(text.charAt(at))) {
        at++;
      }
      numbers.add(Pep440Parser.withoutZeros(text.substring(start, at)));
      if (at + 1 < to && text.charAt(at) == '.' && Pep440Parser.isDigit(text.charAt(at + 1))) {
        at++;
      } else {
        break;
      }
    }
    return numbers.isEmpty()
        ? null
        : new DottedVersion(scheme, padded, numbers.toArray(new String[0]), text.substring(at, to));
  }

  @Override
  public VersionScheme scheme() {
    return scheme;
  }

  int length() {
    return numbers.length;
  }

  boolean hasRest() {
    return !rest.isEmpty();
  }

  /** Whether the first {@code length} numbers are those of the other version. */
  boolean startsWith(DottedVersion other, int length) {
    for (int i = 0; i < length; i++) {
      if (compareNumber(other, i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Orders by the numbers alone. */
  int compareNumbers(DottedVersion that) {
    int length = Math.max(numbers.length, that.numbers.length);
    for (int i = 0; i < length; i++) {
      int order = compareNumber(that, i);
      if (order != 0) {
        return order;
      }
    }
    return padded ? 0 : Integer.compare(numbers.length, that.numbers.length);
  }

  private int compareNumber(DottedVersion that, int i) {
    String left = i < numbers.length ? numbers[i] : "0";
    String right = i < that.numbers.length ? that.numbers[i] : "0";
    return Pep440Version.compareDigits(left, right);
  }

  @Override
  public int compareTo(Version other) {
    if (!(other instanceof DottedVersion that) || that.scheme != scheme) {
      throw VersionSchemes.mixed(this, other);
    }
    int order = compareNumbers(that);
    return order != 0 ? order : rest.compareTo(that.rest);
  }

  @Override
  public String normalized() {
    return String.join(".", numbers) + rest;
  }

  @Override
  public Map<String, Object> parts() {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("numbers", List.of(numbers));
    if (hasRest()) {
      parts.put("text", rest);
    }
    return parts;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DottedVersion that && that.scheme == scheme && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    int length = numbers.length;
    while (padded && length > 1 && numbers[length - 1].equals("0")) {
      length--;
    }
    return Objects.hash(Arrays.hashCode(Arrays.copyOf(numbers, length)), rest);
  }

  @Override
  public String toString() {
    return normalized();
  }
}
