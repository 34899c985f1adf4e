package io.envprobe.fact;

import java.util.List;

/** The facts about Python interpreters. */
public final class PythonFacts {
  /** Every Python interpreter found, the chosen one first. */
  public static final FactKey<List<FactRecord>> PYTHON_INTERPRETERS =
      new FactKey<>(
          "python.interpreters",
          FactType.RECORDS,
          "",
          "PATH, VIRTUAL_ENV, CONDA_PREFIX and the files they lead to",
          "every Python interpreter found, the chosen one first");

  /** The interpreter that the standard markers describe. */
  public static final FactKey<String> PYTHON_PATH =
      new FactKey<>(
          "python.path",
          FactType.TEXT,
          "",
          "the rule VIRTUAL_ENV, CONDA_PREFIX, PATH",
          "the interpreter that the standard markers describe");

  /** Its implementation: cpython, pypy, graalpy. */
  public static final FactKey<String> PYTHON_IMPLEMENTATION =
      new FactKey<>(
          "python.implementation",
          FactType.TEXT,
          "",
          "files of the installation",
          "its implementation: cpython, pypy, graalpy");

  /** Its full version, for example 3.12.4. */
  public static final FactKey<String> PYTHON_VERSION =
      new FactKey<>(
          "python.version",
          FactType.VERSION,
          "pep440",
          "pyvenv.cfg, files of the installation",
          "its full version, for example 3.12.4");

  /** Its ABI tags, best first, for example cp312. */
  public static final FactKey<List<String>> PYTHON_ABIS =
      new FactKey<>(
          "python.abis",
          FactType.LIST,
          "",
          "names of extension modules of the installation",
          "its ABI tags, best first, for example cp312");

  /** Whether it runs without the global interpreter lock. */
  public static final FactKey<Boolean> PYTHON_FREE_THREADED =
      new FactKey<>(
          "python.free_threaded",
          FactType.TRUTH,
          "",
          "names of extension modules and libraries of the installation",
          "whether it runs without the global interpreter lock");

  /** The C library that it runs on: glibc, musl, or none for a static interpreter. */
  public static final FactKey<String> PYTHON_LIBC =
      new FactKey<>(
          "python.libc",
          FactType.TEXT,
          "",
          "ELF header of the interpreter",
          "the C library that it runs on: glibc, musl, or none for a static interpreter");

  /** The architecture that it is built for. */
  public static final FactKey<String> PYTHON_ARCH =
      new FactKey<>(
          "python.arch",
          FactType.TEXT,
          "",
          "ELF header of the interpreter",
          "the architecture that it is built for");

  /** The interpreter that the user asked for: a path, or a version such as 3.12. */
  public static final FactKey<String> PYTHON_REQUESTED =
      new FactKey<>(
          "python.requested",
          FactType.TEXT,
          "",
          "the user",
          "the interpreter that the user asked for: a path, or a version such as 3.12");

  /** Whether it is a debug build. */
  public static final FactKey<Boolean> PYTHON_DEBUG =
      new FactKey<>(
          "python.debug",
          FactType.TRUTH,
          "",
          "_sysconfigdata of the installation",
          "whether it is a debug build");

  /** The ending of its extension modules, for example .cpython-312-x86_64-linux-gnu.so. */
  public static final FactKey<String> PYTHON_EXT_SUFFIX =
      new FactKey<>(
          "python.ext_suffix",
          FactType.TEXT,
          "",
          "_sysconfigdata or names of extension modules of the installation",
          "the ending of its extension modules, for example .cpython-312-x86_64-linux-gnu.so");

  /**
   * What a module _manylinux says instead of the libc: its attributes as name=value, separated by
   * blanks; a value that the file does not tell is unknown.
   */
  public static final FactKey<String> PYTHON_MANYLINUX_OVERRIDE =
      new FactKey<>(
          "python.manylinux_override",
          FactType.TEXT,
          "",
          "_manylinux.py on the interpreter's path",
          "what a module _manylinux says instead of the libc: its attributes as name=value, separated by blanks; a value that the file does not tell is unknown");

  private PythonFacts() {}

  static List<FactKey<?>> all() {
    return List.of(
        PYTHON_INTERPRETERS,
        PYTHON_PATH,
        PYTHON_IMPLEMENTATION,
        PYTHON_VERSION,
        PYTHON_ABIS,
        PYTHON_FREE_THREADED,
        PYTHON_LIBC,
        PYTHON_ARCH,
        PYTHON_REQUESTED,
        PYTHON_DEBUG,
        PYTHON_EXT_SUFFIX,
        PYTHON_MANYLINUX_OVERRIDE);
  }
}
