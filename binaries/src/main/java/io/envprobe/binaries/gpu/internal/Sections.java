package io.envprobe.binaries.gpu.internal;

/** The sections that compilers put code for graphics processors into. */
final class Sections {
  /** What waits for the linker for devices. */
  static final String UNLINKED = "__nv_relfatbin";

  static final String NVIDIA = ".nv_fatbin";
  static final String NVIDIA_WRAPPERS = ".nvFatBinSegment";
  static final String AMD = ".hip_fatbin";
  static final String AMD_WRAPPERS = ".hipFatBinSegment";

  /** Windows cuts names to this length. */
  private static final int PE_NAME = 8;

  private Sections() {}

  /** The whole name of a section with code, as Linux has it; empty for any other section. */
  static String full(String name) {
    for (String each : new String[] {NVIDIA, UNLINKED, AMD}) {
      if (isNamed(name, each)) {
        return each;
      }
    }
    return "";
  }

  /** The magic number of the wrappers in a section; 0 for any other section. */
  static long wrapper(String name) {
    if (isNamed(name, NVIDIA_WRAPPERS)) {
      return 0x466243b1L;
    }
    return isNamed(name, AMD_WRAPPERS) ? 0x48495046L : 0;
  }

  private static boolean isNamed(String name, String full) {
    return name.equals(full) || (name.length() == PE_NAME && full.startsWith(name));
  }
}
