package io.envprobe.version;

/** Prints the segments of a PEP 440 version. */
final class Pep440Text {
  private static final String[] PRE_NAMES = {"a", "b", "rc"};

  private Pep440Text() {}

  static String base(Pep440Version version, int releaseLength) {
    return appendBase(new StringBuilder(), version, releaseLength).toString();
  }

  static String publicText(Pep440Version version, int releaseLength) {
    return appendPublic(new StringBuilder(), version, releaseLength).toString();
  }

  static String whole(Pep440Version version, int releaseLength) {
    StringBuilder text = appendPublic(new StringBuilder(), version, releaseLength);
    for (int i = 0; i < version.local.length; i++) {
      text.append(i == 0 ? '+' : '.').append(version.local[i]);
    }
    return text.toString();
  }

  private static StringBuilder appendPublic(
      StringBuilder text, Pep440Version version, int releaseLength) {
    appendBase(text, version, releaseLength);
    if (version.preKind != Pep440Version.NO_PRE) {
      text.append(PRE_NAMES[version.preKind]).append(version.number(version.pre));
    }
    if (version.post != Pep440Version.ABSENT) {
      text.append(".post").append(version.number(version.post));
    }
    if (version.dev != Pep440Version.ABSENT) {
      text.append(".dev").append(version.number(version.dev));
    }
    return text;
  }

  private static StringBuilder appendBase(
      StringBuilder text, Pep440Version version, int releaseLength) {
    if (version.epoch != 0) {
      text.append(version.number(version.epoch)).append('!');
    }
    for (int i = 0; i < releaseLength; i++) {
      if (i > 0) {
        text.append('.');
      }
      text.append(version.number(version.release[i]));
    }
    return text;
  }
}
