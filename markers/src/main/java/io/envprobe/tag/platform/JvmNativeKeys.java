package io.envprobe.tag.platform;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where Java libraries look in their jar for the native library of a machine, by the properties
 * {@code os.name} and {@code os.arch}: each has its own names and its own habits. A key that the
 * library cannot form is empty; it throws or falls back then.
 *
 * @param osName the property {@code os.name}
 * @param osArch the property {@code os.arch}
 * @param musl whether the Java machine runs on musl
 */
public record JvmNativeKeys(String osName, String osArch, boolean musl) {
  private static final Map<String, String> NETTY_ARCHITECTURES =
      Map.ofEntries(
          Map.entry("x8664", "x86_64"),
          Map.entry("amd64", "x86_64"),
          Map.entry("ia32e", "x86_64"),
          Map.entry("em64t", "x86_64"),
          Map.entry("x64", "x86_64"),
          Map.entry("x8632", "x86_32"),
          Map.entry("x86", "x86_32"),
          Map.entry("i386", "x86_32"),
          Map.entry("i486", "x86_32"),
          Map.entry("i586", "x86_32"),
          Map.entry("i686", "x86_32"),
          Map.entry("ia32", "x86_32"),
          Map.entry("x32", "x86_32"),
          Map.entry("ia64", "itanium_64"),
          Map.entry("itanium64", "itanium_64"),
          Map.entry("sparc", "sparc_32"),
          Map.entry("sparc32", "sparc_32"),
          Map.entry("sparcv9", "sparc_64"),
          Map.entry("sparc64", "sparc_64"),
          Map.entry("arm", "arm_32"),
          Map.entry("arm32", "arm_32"),
          Map.entry("aarch64", "aarch_64"),
          Map.entry("riscv64", "riscv64"),
          Map.entry("ppc", "ppc_32"),
          Map.entry("ppc32", "ppc_32"),
          Map.entry("ppc64", "ppc_64"),
          Map.entry("ppc64le", "ppcle_64"),
          Map.entry("s390", "s390_32"),
          Map.entry("s390x", "s390_64"),
          Map.entry("loongarch64", "loongarch_64"));

  private static final Map<String, String> FOLDER_ARCHITECTURES =
      Map.ofEntries(
          Map.entry("i386", "x86"),
          Map.entry("i486", "x86"),
          Map.entry("i586", "x86"),
          Map.entry("i686", "x86"),
          Map.entry("pentium", "x86"),
          Map.entry("amd64", "x86_64"),
          Map.entry("em64t", "x86_64"),
          Map.entry("universal", "x86_64"),
          Map.entry("ia64w", "ia64"),
          Map.entry("ia64n", "ia64_32"),
          Map.entry("power", "ppc"),
          Map.entry("powerpc", "ppc"),
          Map.entry("power_pc", "ppc"),
          Map.entry("power_rs", "ppc"),
          Map.entry("power64", "ppc64"),
          Map.entry("powerpc64", "ppc64"),
          Map.entry("power_pc64", "ppc64"),
          Map.entry("power_rs64", "ppc64"));

  private String lowerName() {
    return osName.toLowerCase(Locale.ROOT);
  }

  private String lowerArch() {
    return osArch.toLowerCase(Locale.ROOT);
  }

  /** JavaCPP's platform. */
  public String javaCpp() {
    String name = lowerName();
    if (name.startsWith("mac os x") || name.startsWith("darwin")) {
      name = "macosx";
    }
    int space = name.indexOf(' ');
    String arch = lowerArch();
    if (List.of("i386", "i486", "i586", "i686").contains(arch)) {
      arch = "x86";
    } else if (List.of("amd64", "x86-64", "x64").contains(arch)) {
      arch = "x86_64";
    } else if (arch.startsWith("aarch64") || arch.startsWith("armv8") || arch.startsWith("arm64")) {
      arch = "arm64";
    } else if (arch.startsWith("arm")) {
      arch = "arm";
    }
    return (space > 0 ? name.substring(0, space) : name) + "-" + arch;
  }

  /**
   * JNA's resource prefix.
   *
   * @param littleEndian the byte order of the Java machine, which tells two POWERs apart
   */
  public String jna(boolean littleEndian) {
    String arch =
        switch (lowerArch().strip()) {
          case "powerpc" -> "ppc";
          case "powerpc64", "ppc64" -> littleEndian ? "ppc64le" : "ppc64";
          case "i386", "i686" -> "x86";
          case "x86_64", "amd64" -> "x86-64";
          case "zarch_64" -> "s390x";
          default -> lowerArch().strip();
        };
    String name = lowerName();
    int space = name.indexOf(' ');
    String system = space > 0 ? name.substring(0, space) : name;
    if (osName.startsWith("Mac") || osName.startsWith("Darwin")) {
      system = "darwin";
    } else if (osName.startsWith("Windows CE")) {
      system = "w32ce";
    } else if (osName.startsWith("Windows")) {
      system = "win32";
    } else if (osName.startsWith("Solaris")) {
      system = "sunos";
    }
    return system + "-" + arch;
  }

  /** Netty's name of the operating system; {@code unknown} where it has none. */
  public String nettyOs() {
    String name = plain(osName);
    for (String known :
        List.of("aix", "hpux", "linux", "freebsd", "openbsd", "netbsd", "windows", "zos")) {
      if (name.startsWith(known)) {
        return known;
      }
    }
    if (name.startsWith("os400")) {
      return name.length() <= 5 || !Character.isDigit(name.charAt(5)) ? "os400" : "unknown";
    }
    if (name.startsWith("macosx") || name.startsWith("osx") || name.startsWith("darwin")) {
      return "osx";
    }
    return name.startsWith("solaris") || name.startsWith("sunos") ? "sunos" : "unknown";
  }

  /** Netty's name of the architecture; {@code unknown} where it has none. */
  public String nettyArch() {
    return NETTY_ARCHITECTURES.getOrDefault(plain(osArch), "unknown");
  }

  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    String lower = text.toLowerCase(Locale.ROOT);
    for (int at = 0; at < lower.length(); at++) {
      char c = lower.charAt(at);
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /** ONNX Runtime's folder; empty where it throws. */
  public Optional<String> onnxRuntime() {
    String name = lowerName();
    String system;
    if (name.contains("mac") || name.contains("darwin")) {
      system = "osx";
    } else if (name.contains("win")) {
      system = "win";
    } else if (name.contains("nux")) {
      system = "linux";
    } else {
      return Optional.empty();
    }
    String arch = lowerArch();
    if (arch.startsWith("amd64") || arch.startsWith("x86_64")) {
      return Optional.of(system + "-x64");
    }
    for (String known : List.of("x86", "aarch64", "ppc64", "loongarch64")) {
      if (arch.startsWith(known)) {
        return Optional.of(system + "-" + known);
      }
    }
    return Optional.empty();
  }

  /** The file name of RocksDB's library; empty where it throws. */
  public Optional<String> rocksDb() {
    String name = lowerName();
    String arch = lowerArch();
    String bits = arch.contains("sparcv9") || arch.indexOf("64") > 0 ? "64" : "32";
    if (name.contains("nix") || name.contains("nux")) {
      boolean named = arch.contains("ppc") || arch.contains("aarch64");
      boolean withoutLibc = arch.contains("s390x") || arch.contains("riscv64");
      String suffix = named || withoutLibc ? "-" + arch : bits;
      return Optional.of(
          "librocksdbjni-linux" + suffix + (musl && !withoutLibc ? "-musl" : "") + ".so");
    }
    if (name.contains("mac")) {
      String suffix = arch.contains("aarch64") ? "-arm64" : "-x86_64";
      return Optional.of("librocksdbjni-osx" + (bits.equals("64") ? suffix : "") + ".jnilib");
    }
    if (name.contains("freebsd")) {
      return Optional.of("librocksdbjni-freebsd" + bits + ".so");
    }
    if (name.contains("aix") && bits.equals("64")) {
      return Optional.of("librocksdbjni-aix64.so");
    }
    if (name.contains("sunos")) {
      return Optional.of("librocksdbjni-solaris" + bits + ".so");
    }
    // The name Darwin contains this as well, which is how that library finds nothing there.
    if (name.contains("win") && bits.equals("64")) {
      return Optional.of("librocksdbjni-win64.dll");
    }
    return name.contains("openbsd")
        ? Optional.of("librocksdbjni-openbsd" + bits + ".so")
        : Optional.empty();
  }

  /**
   * zstd-jni's resource.
   *
   * @param version the release of zstd-jni, for example {@code 1.5.6-8}
   */
  public String zstdJni(String version) {
    String name = lowerName().replace(' ', '_');
    String system = name.startsWith("win") ? "win" : name.startsWith("mac") ? "darwin" : name;
    String suffix = system.contains("darwin") ? ".dylib" : system.contains("win") ? ".dll" : ".so";
    return "/" + system + "/" + osArch + "/libzstd-jni-" + version + suffix;
  }

  /** The folder of sqlite-jdbc. */
  public String sqlite() {
    String system = folder(true);
    return (musl && system.equals("Linux") ? "Linux-Musl" : system) + "/" + folderArch("aarch64");
  }

  /** The folder of Jansi. */
  public String jansi() {
    return folder(true) + "/" + folderArch("arm64");
  }

  /**
   * The folder of snappy-java 1.1.10.8, which takes the file of musl's x86-64 loader for musl,
   * whatever the machine runs on.
   *
   * @param muslLoaderInstalled whether {@code /lib/ld-musl-x86_64.so.1} exists
   */
  public String snappy(boolean muslLoaderInstalled) {
    return folder(false) + "/" + (muslLoaderInstalled ? "x86_64-musl" : folderArch("aarch64"));
  }

  private String folder(boolean darwinIsMac) {
    if (osName.contains("Windows")) {
      return "Windows";
    }
    if (osName.contains("Mac") || (darwinIsMac && osName.contains("Darwin"))) {
      return "Mac";
    }
    return osName.contains("Linux") ? "Linux" : osName.contains("AIX") ? "AIX" : word(osName);
  }

  private String folderArch(String aarch64) {
    if (osArch.startsWith("arm")) {
      return "arm";
    }
    String arch = lowerArch();
    if (arch.equals("aarch64")) {
      return aarch64;
    }
    return FOLDER_ARCHITECTURES.getOrDefault(arch, word(osArch));
  }

  private static String word(String text) {
    StringBuilder word = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '_' || (c < 128 && Character.isLetterOrDigit(c))) {
        word.append(c);
      }
    }
    return word.toString();
  }
}
