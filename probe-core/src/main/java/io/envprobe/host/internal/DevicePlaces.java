package io.envprobe.host.internal;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Where the kernel and its drivers show graphics devices: the part of {@code /proc}, {@code /sys}
 * and {@code /dev} that a tree may hold as a copy. In an image these directories are empty, because
 * they are where a running system mounts its own.
 */
public final class DevicePlaces {
  /** A last star stands for the rest of a name. */
  private static final String[] PLACES = {
    "/proc/driver/nvidia",
    "/proc/device-tree/model",
    "/sys/module/nvidia",
    "/sys/module/nvgpu",
    "/sys/module/amdgpu",
    "/sys/bus/pci",
    "/sys/class/kfd",
    "/sys/class/drm",
    "/dev/dxg",
    "/dev/kfd",
    "/dev/dri",
    "/dev/nvidia*"
  };

  private DevicePlaces() {}

  /** Whether a path is one of the places, or below one. */
  public static boolean isOne(String path) {
    if (path.equals("/sys/bus")) {
      return true; // Asked for to see whether there is any bus.
    }
    for (String place : PLACES) {
      boolean open = place.endsWith("*");
      String prefix = open ? place.substring(0, place.length() - 1) : place;
      if (path.startsWith(prefix)
          && (open || path.length() == prefix.length() || path.charAt(prefix.length()) == '/')) {
        return true;
      }
    }
    return false;
  }

  /** Whether a tree holds one of the places; a device file is looked for by its first number. */
  public static boolean isAnyIn(Path root) {
    for (String place : PLACES) {
      if (Files.exists(
          root.resolve(place.substring(1).replace('*', '0')), LinkOption.NOFOLLOW_LINKS)) {
        return true;
      }
    }
    return false;
  }
}
