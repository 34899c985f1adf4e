package io.envprobe.fact;

import java.util.List;

/** The facts about the C and C++ runtimes of Windows, and what macOS programs are built for. */
public final class RuntimeFacts {
  /** The version of the universal C runtime of Windows: that of the system's build. */
  public static final FactKey<String> WINDOWS_UCRT =
      new FactKey<>(
          "windows.ucrt",
          FactType.VERSION,
          "lenient",
          "version resource of ucrtbase.dll in System32",
          "the version of the universal C runtime of Windows: that of the system's build");

  /** The version of the Visual C++ runtime that is installed. */
  public static final FactKey<String> WINDOWS_VC_RUNTIME =
      new FactKey<>(
          "windows.vc_runtime",
          FactType.VERSION,
          "lenient",
          "version resource of vcruntime140.dll in System32",
          "the version of the Visual C++ runtime that is installed");

  /**
   * The oldest macOS that the programs here are built for: name, path, arch, minimum, sdk; one
   * record for each architecture of the Java machine and the Python interpreter.
   */
  public static final FactKey<List<FactRecord>> MACOS_FLOORS =
      new FactKey<>(
          "macos.floors",
          FactType.RECORDS,
          "",
          "LC_BUILD_VERSION or LC_VERSION_MIN_MACOSX of the Java machine and the Python"
              + " interpreter",
          "the oldest macOS that the programs here are built for: name, path, arch, minimum, sdk;"
              + " one record for each architecture of the Java machine and the Python interpreter");

  /** The C and C++ runtimes of Windows: name, source, version, path. */
  public static final FactKey<List<FactRecord>> WINDOWS_RUNTIMES =
      new FactKey<>(
          "windows.runtimes",
          FactType.RECORDS,
          "",
          "System32 and the Java machine's own directory, version resources",
          "the C and C++ runtimes of Windows: name, source, version, path");

  private RuntimeFacts() {}

  static List<FactKey<?>> all() {
    return List.of(WINDOWS_RUNTIMES, WINDOWS_UCRT, WINDOWS_VC_RUNTIME, MACOS_FLOORS);
  }
}
