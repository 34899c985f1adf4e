package io.envprobe.nativeaccess.internal;

import java.util.Locale;

/** Which system and architecture this process was built for. */
public final class Platform {
  private Platform() {}

  /** Whether it is a 64-bit x86 process. */
  public static boolean isX86() {
    String architecture = System.getProperty("os.arch", "");
    return architecture.equals("amd64") || architecture.equals("x86_64");
  }

  /** Whether it is a RISC-V process. */
  public static boolean isRiscv() {
    return System.getProperty("os.arch", "").equals("riscv64");
  }

  /** Whether the system is Linux. */
  public static boolean isLinux() {
    return system().startsWith("linux");
  }

  /** Whether the system is macOS. */
  public static boolean isMac() {
    return system().startsWith("mac");
  }

  /** Whether the system is Windows. */
  public static boolean isWindows() {
    return system().startsWith("windows");
  }

  private static String system() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
  }
}
