package io.envprobe.libs;

/** Installations of Python that tests put into images. */
final class PythonInstallation {
  private static final String LOADER = "/lib64/ld-linux-x86-64.so.2";

  private PythonInstallation() {}

  /** A program that the system's loader starts. */
  static byte[] interpreter() {
    return ElfFixture.of().interpreter(LOADER).needs("libc.so.6").bytes();
  }

  /** An installation as CPython's own makefile lays it out. */
  static Image cpython(Image image, String prefix, String minor, String flags, String version) {
    String soabi = "cpython-" + minor.replace(".", "") + flags + "-x86_64-linux-gnu";
    String threading = flags.contains("t") ? "t" : "";
    String library = prefix + "/lib/python" + minor + threading;
    image
        .file(prefix + "/bin/python" + minor + flags, interpreter())
        .link(prefix + "/bin/python3", "python" + minor + flags)
        .text(library + "/os.py", "")
        .text(
            library + "/_sysconfigdata_" + flags + "_linux_x86_64-linux-gnu.py",
            "build_time_vars = {'ABIFLAGS': '" + flags + "',",
            " 'EXT_SUFFIX': '." + soabi + ".so',",
            " 'Py_DEBUG': " + (flags.contains("d") ? 1 : 0) + ",",
            " 'Py_GIL_DISABLED': " + (flags.contains("t") ? 1 : 0) + ",",
            " 'SOABI': '" + soabi + "',",
            " 'WITH_PYMALLOC': 1}");
    if (!version.isEmpty()) {
      image.text(
          prefix + "/include/python" + minor + flags + "/patchlevel.h",
          "/* Version as a string */",
          "#define PY_VERSION      \t\"" + version + "\"");
    }
    return image;
  }
}
