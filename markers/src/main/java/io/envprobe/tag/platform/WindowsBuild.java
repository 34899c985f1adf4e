package io.envprobe.tag.platform;

import java.util.OptionalInt;

/**
 * A version of Windows as far as containers look at it; all zero where the text has another form.
 */
record WindowsBuild(int major, int minor, int build) {
  // The releases with a stable binary interface, Windows Server 2022 and 2025: a host runs the
  // containers of the last of them before itself, and of all since.
  // https://learn.microsoft.com/en-us/virtualization/windowscontainers/deploy-containers/version-compatibility
  private static final int[] STABLE = {20348, 26100};
  private static final WindowsBuild NONE = new WindowsBuild(0, 0, 0);

  static WindowsBuild of(String version) {
    int first = version.indexOf('.');
    int second = first < 0 ? -1 : version.indexOf('.', first + 1);
    if (second < 0) {
      return NONE;
    }
    int third = version.indexOf('.', second + 1);
    OptionalInt major = number(version, 0, first, 0xff);
    OptionalInt minor = number(version, first + 1, second, 0xff);
    OptionalInt build = number(version, second + 1, third < 0 ? version.length() : third, 0xffff);
    return major.isEmpty() || minor.isEmpty() || build.isEmpty()
        ? NONE
        : new WindowsBuild(major.getAsInt(), minor.getAsInt(), build.getAsInt());
  }

  private static OptionalInt number(String text, int from, int to, int largest) {
    int value = 0;
    for (int i = from; i < to; i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return OptionalInt.empty();
      }
      value = value * 10 + digit - '0';
      if (value > largest) {
        return OptionalInt.empty();
      }
    }
    return from == to ? OptionalInt.empty() : OptionalInt.of(value);
  }

  boolean isNone() {
    return equals(NONE);
  }

  /** Whether this host runs that container. */
  boolean runs(WindowsBuild container) {
    if (major != container.major || minor != container.minor) {
      return false;
    }
    int oldest = build;
    for (int release : STABLE) {
      if (release < build) {
        oldest = release;
      }
    }
    return container.build >= oldest && container.build <= build;
  }
}
