package io.envprobe.version;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version as PEP 440 defines it; see <a
 * href="https://packaging.python.org/en/latest/specifications/version-specifiers/">the
 * specification</a>.
 *
 * <p>Numbers have no upper limit. One that does not fit a {@code long} is held as digits in a side
 * table; its place then holds a negative number that points there.
 */
public final class Pep440Version implements Version {
  static final long ABSENT = -1;
  static final int NO_PRE = -1;
  static final int RC = 2;
  static final String[] NO_TEXTS = {};
  private static final String[] PRE_NAMES = {"a", "b", "rc"};

  final long epoch;
  final long[] release;
  final int preKind;
  final long pre;
  final long post;
  final long dev;
  final String[] local;
  final String[] large;

  Pep440Version(
      long epoch,
      long[] release,
      int preKind,
      long pre,
      long post,
      long dev,
      String[] local,
      String[] large) {
    this.epoch = epoch;
    this.release = release;
    this.preKind = preKind;
    this.pre = pre;
    this.post = post;
    this.dev = dev;
    this.local = local;
    this.large = large;
  }

  /**
   * Reads a version; surrounding white space and the alternative spellings of the specification are
   * accepted.
   *
   * @throws SyntaxException where the text is not a version
   */
  public static Pep440Version parse(String text) {
    Pep440Parser parser = new Pep440Parser(text);
    Pep440Version version = parser.version();
    if (version == null) {
      throw parser.error();
    }
    return version;
  }

  /** Reads a version, or nothing where the text is not one. */
  public static Optional<Pep440Version> tryParse(String text) {
    return Optional.ofNullable(new Pep440Parser(text).version());
  }

  @Override
  public VersionScheme scheme() {
    return VersionSchemes.PEP_440;
  }

  /** The epoch's digits; {@code 0} where none is written. */
  public String epoch() {
    return number(epoch);
  }

  /** The digits of the release segment. */
  public List<String> release() {
    List<String> parts = new ArrayList<>(release.length);
    for (long part : release) {
      parts.add(number(part));
    }
    return List.copyOf(parts);
  }

  /** The letters of the pre-release segment: {@code a}, {@code b} or {@code rc}. */
  public Optional<String> preReleaseLetter() {
    return preKind == NO_PRE ? Optional.empty() : Optional.of(PRE_NAMES[preKind]);
  }

  /** The digits of the pre-release segment. */
  public Optional<String> preReleaseNumber() {
    return preKind == NO_PRE ? Optional.empty() : Optional.of(number(pre));
  }

  /** The digits of the post-release segment. */
  public Optional<String> postRelease() {
    return post == ABSENT ? Optional.empty() : Optional.of(number(post));
  }

  /** The digits of the development segment. */
  public Optional<String> devRelease() {
    return dev == ABSENT ? Optional.empty() : Optional.of(number(dev));
  }

  /** The local version label, normalized. */
  public Optional<String> local() {
    return local.length == 0 ? Optional.empty() : Optional.of(String.join(".", local));
  }

  /** Whether it is a pre-release or a development release. */
  public boolean isPreRelease() {
    return preKind != NO_PRE || dev != ABSENT;
  }

  /** Whether it has a post-release segment. */
  public boolean isPostRelease() {
    return post != ABSENT;
  }

  /** Whether it has a development segment. */
  public boolean isDevRelease() {
    return dev != ABSENT;
  }

  /** Epoch and release segment alone. */
  public String base() {
    return Pep440Text.base(this, release.length);
  }

  /** Everything but the local version label. */
  public String publicText() {
    return Pep440Text.publicText(this, release.length);
  }

  /** The normal form without trailing zeros in the release segment. */
  public String canonical() {
    return Pep440Text.whole(this, significantLength());
  }

  @Override
  public String normalized() {
    return Pep440Text.whole(this, release.length);
  }

  @Override
  public Map<String, Object> parts() {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("epoch", epoch());
    parts.put("release", release());
    preReleaseLetter().ifPresent(letter -> parts.put("pre", List.of(letter, number(pre))));
    postRelease().ifPresent(number -> parts.put("post", number));
    devRelease().ifPresent(number -> parts.put("dev", number));
    local().ifPresent(label -> parts.put("local", label));
    parts.put("public", publicText());
    parts.put("base", base());
    parts.put("canonical", canonical());
    parts.put("prerelease", isPreRelease());
    parts.put("postrelease", isPostRelease());
    parts.put("devrelease", isDevRelease());
    return parts;
  }

  String number(long value) {
    return value < ABSENT ? large[(int) (value - Long.MIN_VALUE)] : Long.toString(value);
  }

  int significantLength() {
    int length = release.length;
    while (length > 1 && release[length - 1] == 0) {
      length--;
    }
    return length;
  }

  @Override
  public int compareTo(Version other) {
    if (!(other instanceof Pep440Version that)) {
      throw VersionSchemes.mixed(this, other);
    }
    int order = comparePublic(that);
    return order != 0 ? order : compareLocal(local, that.local);
  }

  int comparePublic(Pep440Version that) {
    int order = comparePre(that);
    if (order == 0) {
      order = compareNumbers(this, post, that, that.post);
    }
    if (order == 0 && dev != that.dev) {
      order =
          dev == ABSENT ? 1 : that.dev == ABSENT ? -1 : compareNumbers(this, dev, that, that.dev);
    }
    return order;
  }

  /** Orders by epoch, release and the pre-release phase and number, not by post and dev numbers. */
  int comparePre(Pep440Version that) {
    int order = compareRelease(that);
    if (order == 0) {
      order = Integer.compare(phase(), that.phase());
    }
    if (order == 0 && preKind != NO_PRE) {
      order = compareNumbers(this, pre, that, that.pre);
    }
    return order;
  }

  /** A development release of a final version comes first, then a, b, rc, then final and post. */
  private int phase() {
    if (preKind != NO_PRE) {
      return preKind;
    }
    return post == ABSENT && dev != ABSENT ? -1 : RC + 1;
  }

  private int compareRelease(Pep440Version that) {
    int order = compareNumbers(this, epoch, that, that.epoch);
    int length = Math.max(release.length, that.release.length);
    for (int i = 0; order == 0 && i < length; i++) {
      long left = i < release.length ? release[i] : 0;
      long right = i < that.release.length ? that.release[i] : 0;
      order = compareNumbers(this, left, that, right);
    }
    return order;
  }

  private static int compareNumbers(Pep440Version a, long left, Pep440Version b, long right) {
    if (left >= ABSENT && right >= ABSENT) {
      return Long.compare(left, right);
    }
    if (left >= ABSENT || right >= ABSENT) {
      return left >= ABSENT ? -1 : 1;
    }
    return compareDigits(a.number(left), b.number(right));
  }

  static int compareDigits(String left, String right) {
    return left.length() != right.length()
        ? Integer.compare(left.length(), right.length())
        : left.compareTo(right);
  }

  private static int compareLocal(String[] left, String[] right) {
    int length = Math.min(left.length, right.length);
    for (int i = 0; i < length; i++) {
      boolean leftNumber = Pep440Parser.isNumber(left[i]);
      boolean rightNumber = Pep440Parser.isNumber(right[i]);
      int order =
          leftNumber != rightNumber
              ? Boolean.compare(leftNumber, rightNumber)
              : leftNumber ? compareDigits(left[i], right[i]) : left[i].compareTo(right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Pep440Version that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    int hash = Long.hashCode(epoch);
    for (int i = 0; i < significantLength(); i++) {
      hash = hash * 31 + (release[i] < ABSENT ? number(release[i]).hashCode() : (int) release[i]);
    }
    return (hash * 31 + phase()) * 31 + Arrays.hashCode(local);
  }

  /** The normal form. */
  @Override
  public String toString() {
    return normalized();
  }
}
