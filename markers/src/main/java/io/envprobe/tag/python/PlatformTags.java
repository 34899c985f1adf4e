package io.envprobe.tag.python;

import java.util.ArrayList;
import java.util.List;

/**
 * The platform part of Python's tags, best first.
 *
 * @see <a
 *     href="https://packaging.python.org/en/latest/specifications/platform-compatibility-tags/">the
 *     specification</a>
 */
public final class PlatformTags {
  private static final int FIRST_MACOS = 11;
  // A macOS built for an old SDK calls itself 10.16, so files for "10.16" exist.
  private static final int LAST_MAC_OS_X = 16;
  private static final int FIRST_UNIVERSAL = 4;
  private static final int LAST_IOS_MINOR = 9;

  private PlatformTags() {}

  /**
   * The platform tags that are known to hold; where a reading of the platform is unknown, the tags
   * that hang on it are left out.
   */
  public static List<String> of(PythonPlatform platform, TagOrder order) {
    List<String> tags = new ArrayList<>(64);
    if (platform instanceof PythonPlatform.Linux linux) {
      LinuxTags.add(tags, linux, order);
    } else if (platform instanceof PythonPlatform.MacOs mac) {
      addMac(tags, mac);
    } else if (platform instanceof PythonPlatform.Ios ios) {
      addIos(tags, ios);
    } else if (platform instanceof PythonPlatform.Android android) {
      String abi = "_".concat(normalized(android.abi()));
      int last = Math.min(android.apiLevel(), LibcVersion.LARGEST);
      for (int level = last; level >= PlatformRules.shipped().firstAndroid(); level--) {
        tags.add("android_".concat(Integer.toString(level)).concat(abi));
      }
    } else if (platform instanceof PythonPlatform.Emscripten emscripten) {
      if (emscripten.pyemscripten().isPresent()) {
        tags.add("pyemscripten_" + emscripten.pyemscripten().get() + "_wasm32");
      }
      tags.add(normalized(emscripten.sysconfigPlatform()));
    } else if (platform instanceof PythonPlatform.Generic generic) {
      tags.add(normalized(generic.sysconfigPlatform()));
    }
    return tags;
  }

  /**
   * The architecture of a macOS interpreter, as {@code packaging} has it.
   *
   * @param narrow whether its pointers are 32 bits wide
   */
  public static String macArch(String arch, boolean narrow) {
    if (!narrow) {
      return arch;
    }
    return arch.startsWith("ppc") ? "ppc" : "i386";
  }

  /** A name with dots, hyphens and blanks made underscores. */
  static String normalized(String name) {
    return name.replace('.', '_').replace('-', '_').replace(' ', '_');
  }

  private static void addMac(List<String> tags, PythonPlatform.MacOs mac) {
    LibcVersion version = mac.version();
    PlatformRules.MacFormats formats = PlatformRules.shipped().macFormats(mac.arch());
    if (version.major() == 10) {
      addMacOsX(tags, formats, version.minor());
    }
    if (version.major() < FIRST_MACOS) {
      return;
    }
    for (int major = version.major(); major >= FIRST_MACOS; major--) {
      if (formats.last() == Long.MAX_VALUE) {
        addFormats(
            tags, "macosx_".concat(Integer.toString(major)).concat("_0_"), formats.formats());
      }
    }
    // Only the x86-64 half of a universal2 file can be for a system before 11.
    List<String> older = mac.arch().equals("x86_64") ? formats.formats() : List.of("universal2");
    for (int minor = LAST_MAC_OS_X; minor >= FIRST_UNIVERSAL; minor--) {
      addFormats(tags, "macosx_10_".concat(Integer.toString(minor)).concat("_"), older);
    }
  }

  private static void addMacOsX(List<String> tags, PlatformRules.MacFormats formats, int newest) {
    for (int minor = newest; minor >= 0; minor--) {
      if (minor >= formats.first() && minor <= formats.last()) {
        addFormats(
            tags, "macosx_10_".concat(Integer.toString(minor)).concat("_"), formats.formats());
      }
    }
  }

  private static void addFormats(List<String> tags, String prefix, List<String> formats) {
    for (String format : formats) {
      tags.add(prefix.concat(format));
    }
  }

  private static void addIos(List<String> tags, PythonPlatform.Ios ios) {
    String suffix = "_".concat(ios.multiarch().replace('-', '_'));
    int oldest = PlatformRules.shipped().firstIos();
    for (int major = ios.version().major(); major >= oldest; major--) {
      String prefix = "ios_".concat(Integer.toString(major)).concat("_");
      int newest = major == ios.version().major() ? ios.version().minor() : LAST_IOS_MINOR;
      for (int minor = newest; minor >= 0; minor--) {
        tags.add(prefix.concat(Integer.toString(minor)).concat(suffix));
      }
    }
  }
}
