package io.envprobe.version;

import java.util.Arrays;

/**
 * A place between two neighbouring versions of the total order of PEP 440, in canonical form: two
 * cuts with the same versions below them are equal.
 *
 * <p>Specifiers need two places that no version marks: after all local versions of V, and after all
 * post-releases of V. Where something has a successor (1.0 and its local versions are followed by
 * 1.0.post0.dev0, 1.0a1 and its post-releases by 1.0a2.dev0), the cut is the one before that
 * successor. Only the post-releases of a final version are followed by no first version.
 */
final class Cut implements Comparable<Cut> {
  private enum Side {
    BEFORE,
    /** After a version and before its longer local labels. */
    AFTER,
    AFTER_POSTS
  }

  /** Below every version. */
  static final Cut BOTTOM =
      before(
          new Pep440Version(
              0,
              new long[] {0},
              Pep440Version.NO_PRE,
              Pep440Version.ABSENT,
              Pep440Version.ABSENT,
              0,
              Pep440Version.NO_TEXTS,
              Pep440Version.NO_TEXTS));

  private final Pep440Version version;
  private final Side side;

  private Cut(Pep440Version version, Side side) {
    this.version = version;
    this.side = side;
  }

  static Cut before(Pep440Version version) {
    return new Cut(version, Side.BEFORE);
  }

  /** After exactly this version. */
  static Cut after(Pep440Version version) {
    return new Cut(version, Side.AFTER);
  }

  /** After the version and every local version of it. */
  static Cut afterLocals(Pep440Version version) {
    Pep440Version v = version;
    if (v.dev != Pep440Version.ABSENT) {
      return before(with(v, v.pre, v.post, increment(v, v.dev)));
    }
    Numeral post = v.post == Pep440Version.ABSENT ? new Numeral(0, v.large) : increment(v, v.post);
    return before(with(v, v.pre, post.value, new Numeral(0, post.large)));
  }

  /** After the version, its local versions and all its post-releases; the version has neither. */
  static Cut afterPosts(Pep440Version version) {
    Pep440Version v = version;
    if (v.preKind == Pep440Version.NO_PRE) {
      return new Cut(v, Side.AFTER_POSTS);
    }
    Numeral pre = increment(v, v.pre);
    return before(with(v, pre.value, Pep440Version.ABSENT, new Numeral(0, pre.large)));
  }

  /** Before the first development release of the version. */
  static Cut beforeDev(Pep440Version version) {
    return before(with(version, version.pre, version.post, new Numeral(0, version.large)));
  }

  /** Before the first version whose release has the first {@code length} parts of this one. */
  static Cut beforePrefix(Pep440Version version, int length) {
    return before(prefix(version, Arrays.copyOf(version.release, length), version.large));
  }

  /** After the last version whose release has the first {@code length} parts of this one. */
  static Cut afterPrefix(Pep440Version version, int length) {
    long[] release = Arrays.copyOf(version.release, length);
    Numeral last = increment(version, release[length - 1]);
    release[length - 1] = last.value;
    return before(prefix(version, release, last.large));
  }

  private static Pep440Version prefix(Pep440Version version, long[] release, String[] large) {
    return new Pep440Version(
        version.epoch,
        release,
        Pep440Version.NO_PRE,
        Pep440Version.ABSENT,
        Pep440Version.ABSENT,
        0,
        Pep440Version.NO_TEXTS,
        large);
  }

  private static Pep440Version with(Pep440Version v, long pre, long post, Numeral dev) {
    return new Pep440Version(
        v.epoch, v.release, v.preKind, pre, post, dev.value, Pep440Version.NO_TEXTS, dev.large);
  }

  /** A number and the table that its digits are in where it is large. */
  private static final class Numeral {
    final long value;
    final String[] large;

    Numeral(long value, String[] large) {
      this.value = value;
      this.large = large;
    }
  }

  private static Numeral increment(Pep440Version version, long value) {
    if (value >= 0 && value < Long.MAX_VALUE / 16) {
      return new Numeral(value + 1, version.large);
    }
    char[] digits = ("0" + version.number(value)).toCharArray();
    int i = digits.length - 1;
    while (digits[i] == '9') {
      digits[i--] = '0';
    }
    digits[i]++;
    String[] large = Arrays.copyOf(version.large, version.large.length + 1);
    large[large.length - 1] = Pep440Parser.withoutZeros(new String(digits));
    return new Numeral(Long.MIN_VALUE + large.length - 1, large);
  }

  /** The version beside which the cut is; the cut's own version is above a cut before it. */
  Pep440Version version() {
    return version;
  }

  /** Whether the least version above the cut is {@link #version}. */
  boolean isBefore() {
    return side == Side.BEFORE;
  }

  /** Whether the cut lies behind the post-releases of a final version. */
  boolean isAfterPosts() {
    return side == Side.AFTER_POSTS;
  }

  /** Whether the version lies below this cut. */
  boolean isAbove(Pep440Version other) {
    return switch (side) {
      case BEFORE -> other.compareTo(version) < 0;
      case AFTER -> other.compareTo(version) <= 0;
      case AFTER_POSTS -> other.comparePre(version) <= 0;
    };
  }

  @Override
  public int compareTo(Cut other) {
    if (side == Side.AFTER_POSTS || other.side == Side.AFTER_POSTS) {
      int order = version.comparePre(other.version);
      // Only a cut behind the posts of the same final version is not before such a cut.
      return order != 0
          ? order
          : Boolean.compare(side == Side.AFTER_POSTS, other.side == Side.AFTER_POSTS);
    }
    int order = version.compareTo(other.version);
    return order != 0 ? order : side.compareTo(other.side);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cut cut && compareTo(cut) == 0;
  }

  @Override
  public int hashCode() {
    return version.hashCode();
  }

  @Override
  public String toString() {
    return switch (side) {
      case BEFORE -> "before " + version;
      case AFTER -> "after " + version;
      case AFTER_POSTS -> "after the post-releases of " + version;
    };
  }
}
