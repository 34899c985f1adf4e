package io.envprobe.libs;

import static io.envprobe.fact.PythonFacts.PYTHON_ABIS;
import static io.envprobe.fact.PythonFacts.PYTHON_ARCH;
import static io.envprobe.fact.PythonFacts.PYTHON_DEBUG;
import static io.envprobe.fact.PythonFacts.PYTHON_EXT_SUFFIX;
import static io.envprobe.fact.PythonFacts.PYTHON_FREE_THREADED;
import static io.envprobe.fact.PythonFacts.PYTHON_IMPLEMENTATION;
import static io.envprobe.fact.PythonFacts.PYTHON_LIBC;
import static io.envprobe.fact.PythonFacts.PYTHON_MANYLINUX_OVERRIDE;
import static io.envprobe.fact.PythonFacts.PYTHON_PATH;
import static io.envprobe.fact.PythonFacts.PYTHON_VERSION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.FactKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Learns interpreters of images from their files. */
class PythonProbeTest extends ImageFixture {
  private static final FactKey<?>[] ALL = {PYTHON_PATH};
  private static final String LOADER = "/lib64/ld-linux-x86-64.so.2";

  private Image cpython(String prefix, String minor, String flags, String version) {
    return PythonInstallation.cpython(image, prefix, minor, flags, version);
  }

  private <T> T value(FactKey<T> key) {
    return image.profile(ALL).reading(key).asOptional().orElseThrow();
  }

  @Test
  void readsAnInstallationFromItsFiles() {
    cpython("/usr", "3.12", "", "3.12.4");
    assertEquals("/usr/bin/python3", value(PYTHON_PATH));
    assertEquals("3.12.4", value(PYTHON_VERSION));
    assertEquals("cpython", value(PYTHON_IMPLEMENTATION));
    assertEquals(List.of("cp312"), value(PYTHON_ABIS));
    assertEquals(".cpython-312-x86_64-linux-gnu.so", value(PYTHON_EXT_SUFFIX));
    assertEquals(false, value(PYTHON_FREE_THREADED));
    assertEquals(false, value(PYTHON_DEBUG));
    assertEquals("glibc", value(PYTHON_LIBC));
    assertEquals("x86_64", value(PYTHON_ARCH));
    assertTrue(image.profile(ALL).reading(PYTHON_MANYLINUX_OVERRIDE).isAbsent());
  }

  @Test
  void knowsAFreeThreadedBuild() {
    cpython("/opt/py", "3.13", "t", "3.13.1").variable("PATH", "/opt/py/bin");
    assertEquals(List.of("cp313t"), value(PYTHON_ABIS));
    assertEquals(true, value(PYTHON_FREE_THREADED));
  }

  @Test
  void aDebugBuildTakesModulesOfAReleaseBuildToo() {
    cpython("/usr", "3.11", "d", "3.11.2");
    assertEquals(List.of("cp311d", "cp311"), value(PYTHON_ABIS));
    assertEquals(true, value(PYTHON_DEBUG));
  }

  @Test
  void oldVersionsCarryTheLetterOfTheirAllocator() {
    cpython("/usr", "3.7", "m", "3.7.16");
    assertEquals(List.of("cp37m"), value(PYTHON_ABIS));
  }

  @Test
  void findsTheFullVersionInsideTheProgramWhenNoHeaderIsThere() {
    cpython("/usr", "3.10", "", "")
        .file(
            "/usr/bin/python3.10",
            ElfFixture.of()
                .interpreter(LOADER)
                .constant("3.10.x")
                .constant("3.10.12")
                .constant("3.1")
                .bytes());
    assertEquals("3.10.12", value(PYTHON_VERSION));
  }

  @Test
  void twoDifferentVersionsInsideTheProgramAreNotBelieved() {
    cpython("/usr", "3.10", "", "")
        .file(
            "/usr/bin/python3.10",
            ElfFixture.of().interpreter(LOADER).constant("3.10.12").constant("3.10.2").bytes());
    assertTrue(image.profile(ALL).reading(PYTHON_VERSION).isUnknown());
  }

  @Test
  void aPreReleaseAndAnUnreleasedStateKeepTheirSuffix() {
    cpython("/usr", "3.14", "", "3.14.0rc1");
    assertEquals("3.14.0rc1", value(PYTHON_VERSION));
    cpython("/usr", "3.14", "", "3.14.0a2+");
    assertEquals("3.14.0a2+local", value(PYTHON_VERSION));
  }

  @Test
  void damagedFilesOfTheInstallationCostOnlyWhatTheyTell() {
    cpython("/usr", "3.12", "", "3.12.4")
        .sparse("/usr/include/python3.12/patchlevel.h", 1L << 30)
        .sparse("/usr/lib/python3.12/_sysconfigdata__linux_x86_64-linux-gnu.py", 1L << 30);
    assertTrue(image.profile(ALL).reading(PYTHON_VERSION).isUnknown());
    assertTrue(image.profile(ALL).reading(PYTHON_ABIS).isUnknown());
    image.text("/usr/lib/python3.12/lib-dynload/_bz2.cpython-312-x86_64-linux-musl.so", "");
    assertEquals(List.of("cp312"), value(PYTHON_ABIS));
    assertEquals(".cpython-312-x86_64-linux-musl.so", value(PYTHON_EXT_SUFFIX));
  }

  @Test
  void aStandardLibraryInLib64IsFoundBesideThePackagesInLib() {
    image
        .file("/usr/bin/python3", ElfFixture.of().needs("libpython3.13.so.1.0").bytes())
        .text("/usr/lib/python3.13/site-packages/six.py", "")
        .text("/usr/lib64/python3.13/lib-dynload/_bz2.cpython-313-x86_64-linux-gnu.so", "")
        .file("/usr/lib64/libpython3.13.so.1.0", ElfFixture.of().constant("3.13.2").bytes())
        .text("/usr/lib64/python3.13/site-packages/_manylinux.py", "manylinux1_compatible = True");
    assertEquals(List.of("cp313"), value(PYTHON_ABIS));
    assertEquals("3.13.2", value(PYTHON_VERSION));
    assertEquals("manylinux1_compatible=True", value(PYTHON_MANYLINUX_OVERRIDE));
  }

  @Test
  void readsPypyByTheNamesOfItsModules() {
    image
        .file("/opt/pypy/bin/pypy3.10", PythonInstallation.interpreter())
        .link("/opt/pypy/bin/python3", "pypy3.10")
        .text("/opt/pypy/lib/pypy3.10/_sqlite3_cffi.pypy310-pp73-x86_64-linux-gnu.so", "")
        .text("/opt/pypy/include/pypy3.10/patchlevel.h", "#define PY_VERSION \"3.10.14\"")
        .variable("PATH", "/opt/pypy/bin");
    assertEquals("pypy", value(PYTHON_IMPLEMENTATION));
    assertEquals("3.10.14", value(PYTHON_VERSION));
    assertEquals(List.of("pypy310_pp73"), value(PYTHON_ABIS));
  }

  @Test
  void aManylinuxModuleIsReadAsFarAsItIsPlain() {
    cpython("/usr", "3.12", "", "3.12.4")
        .text(
            "/usr/lib/python3/dist-packages/_manylinux.py",
            "import os",
            "manylinux1_compatible = False",
            "manylinux2014_compatible = bool(os.environ.get('X'))",
            "def manylinux_compatible(major, minor, arch):",
            "    # never",
            "    return False");
    assertEquals(
        "manylinux1_compatible=False manylinux2014_compatible=unknown manylinux_compatible=False",
        value(PYTHON_MANYLINUX_OVERRIDE));
  }
}
