package io.envprobe.tag.python;

import java.util.List;
import java.util.Optional;

/**
 * A platform tag with a version in it, taken apart.
 *
 * @param family {@code manylinux}, {@code musllinux}, {@code macosx}, {@code ios} or {@code
 *     android}
 * @param version the oldest system that it is for; the second number is 0 where the tag has one
 * @param arch what follows: an architecture, a binary format or an ABI
 */
public record VersionedTag(String family, LibcVersion version, String arch) {
  private static final List<String> FAMILIES =
      List.of("manylinux", "musllinux", "macosx", "ios", "android");

  /** Takes a tag apart; nothing where it is of another form. */
  public static Optional<VersionedTag> parse(String text) {
    int first = text.indexOf('_');
    if (first < 0) {
      return Optional.empty();
    }
    String family = text.substring(0, first);
    if (family.startsWith("manylinux") && family.length() > "manylinux".length()) {
      return PlatformRules.shipped()
          .legacy(family)
          .map(glibc -> new VersionedTag("manylinux", glibc, text.substring(first + 1)));
    }
    if (!FAMILIES.contains(family)) {
      return Optional.empty();
    }
    int second = text.indexOf('_', first + 1);
    if (family.equals("android")) {
      return second < 0
          ? Optional.empty()
          : of(family, text.substring(first + 1, second) + ".0", text.substring(second + 1));
    }
    int third = second < 0 ? -1 : text.indexOf('_', second + 1);
    return third < 0
        ? Optional.empty()
        : of(
            family,
            text.substring(first + 1, second) + "." + text.substring(second + 1, third),
            text.substring(third + 1));
  }

  private static Optional<VersionedTag> of(String family, String version, String arch) {
    return LibcVersion.parseGlibc(version)
        .filter(parsed -> parsed.toString().equals(version))
        .map(parsed -> new VersionedTag(family, parsed, arch));
  }

  /** Whether one tag of the same family is more like this one than another is. */
  boolean isNearer(VersionedTag one, VersionedTag other) {
    boolean sameArch = one.arch.equals(arch);
    if (sameArch != other.arch.equals(arch)) {
      return sameArch;
    }
    return distance(one) < distance(other);
  }

  private long distance(VersionedTag other) {
    long majors = Math.abs((long) version.major() - other.version.major());
    return majors * LibcVersion.LARGEST + Math.abs((long) version.minor() - other.version.minor());
  }
}
