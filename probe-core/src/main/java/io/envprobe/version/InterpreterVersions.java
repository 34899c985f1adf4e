package io.envprobe.version;

import java.math.BigInteger;
import java.util.Optional;

/**
 * The versions that Python interpreters have: three numbers, and perhaps a, b or rc with a number.
 * They are well-ordered, so that above each cut there is a least one.
 */
final class InterpreterVersions {
  private InterpreterVersions() {}

  static Optional<String> atOrAbove(Cut cut, boolean finalReleasesOnly) {
    Pep440Version v = cut.version();
    if (v.epoch != 0) {
      return Optional.empty();
    }
    String micro = number(v, 2);
    boolean finer = isFiner(v, 3);
    boolean pre = v.preKind != Pep440Version.NO_PRE;
    boolean passed = cut.isAfterPosts() || v.isPostRelease() || (!cut.isBefore() && !pre);
    if (finer || (passed && !pre) || (v.local.length > 0 && !pre)) {
      String next = new BigInteger(micro).add(BigInteger.ONE).toString();
      return Optional.of(series(v) + "." + next + (finalReleasesOnly ? "" : "a0"));
    }
    String release = series(v) + "." + micro;
    if (finalReleasesOnly) {
      return Optional.of(release);
    }
    if (pre) {
      boolean behind = v.isPostRelease() || !cut.isBefore() || v.local.length > 0;
      BigInteger number = new BigInteger(v.number(v.pre));
      return Optional.of(
          release
              + v.preReleaseLetter().orElseThrow()
              + (behind ? number.add(BigInteger.ONE) : number));
    }
    return Optional.of(v.isDevRelease() ? release + "a0" : release);
  }

  static Optional<String> seriesAtOrAbove(Cut cut) {
    Pep440Version v = cut.version();
    if (v.epoch != 0) {
      return Optional.empty();
    }
    String series = series(v);
    if (!cut.isAbove(Pep440Version.parse(series))) {
      return Optional.of(series);
    }
    return Optional.of(number(v, 0) + "." + new BigInteger(number(v, 1)).add(BigInteger.ONE));
  }

  private static String series(Pep440Version v) {
    return number(v, 0) + "." + number(v, 1);
  }

  private static String number(Pep440Version v, int index) {
    return index < v.release.length ? v.number(v.release[index]) : "0";
  }

  private static boolean isFiner(Pep440Version v, int from) {
    for (int i = from; i < v.release.length; i++) {
      if (v.release[i] != 0) {
        return true;
      }
    }
    return false;
  }
}
