package io.envprobe.libs;

import static io.envprobe.fact.PythonFacts.PYTHON_ABIS;
import static io.envprobe.fact.PythonFacts.PYTHON_ARCH;
import static io.envprobe.fact.PythonFacts.PYTHON_DEBUG;
import static io.envprobe.fact.PythonFacts.PYTHON_EXT_SUFFIX;
import static io.envprobe.fact.PythonFacts.PYTHON_FREE_THREADED;
import static io.envprobe.fact.PythonFacts.PYTHON_IMPLEMENTATION;
import static io.envprobe.fact.PythonFacts.PYTHON_INTERPRETERS;
import static io.envprobe.fact.PythonFacts.PYTHON_LIBC;
import static io.envprobe.fact.PythonFacts.PYTHON_MANYLINUX_OVERRIDE;
import static io.envprobe.fact.PythonFacts.PYTHON_PATH;
import static io.envprobe.fact.PythonFacts.PYTHON_REQUESTED;
import static io.envprobe.fact.PythonFacts.PYTHON_VERSION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learns interpreters of images from their files. */
class PythonProbeTest {
  private static final FactKey<?>[] ALL = {PYTHON_PATH};
  private static final String LOADER = "/lib64/ld-linux-x86-64.so.2";

  @TempDir Path root;
  private Image image = Image.in(Path.of("."));

  @BeforeEach
  void emptyImage() {
    image = Image.in(root);
  }

  @AfterEach
  void removeImage() {
    Image.removeLinks(root);
  }

  private static byte[] interpreter() {
    return ElfFixture.of().interpreter(LOADER).needs("libc.so.6").bytes();
  }

  /** An installation as CPython's own makefile lays it out. */
  private Image cpython(String prefix, String minor, String flags, String version) {
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
  void anActiveVirtualEnvironmentComesFirstAndItsBaseTellsTheVersion() {
    cpython("/usr", "3.12", "", "3.12.5")
        .text("/srv/app/pyvenv.cfg", "home = /usr/bin", "version = 3.12.4")
        .link("/srv/app/bin/python", "/usr/bin/python3")
        .variable("VIRTUAL_ENV", "/srv/app");
    assertEquals("/srv/app/bin/python", value(PYTHON_PATH));
    assertEquals("3.12.5", value(PYTHON_VERSION));
    assertEquals(List.of("python.stale-venv"), Image.rules(image.profile(ALL)));
  }

  @Test
  void aVirtualEnvironmentThatLostItsBaseStillHasWhatItRecorded() {
    image
        .text("/srv/app/pyvenv.cfg", "home = /opt/gone/bin", "version_info = 3.9.18.final.0")
        .file("/srv/app/bin/python", interpreter())
        .variable("VIRTUAL_ENV", "/srv/app");
    assertEquals("3.9.18", value(PYTHON_VERSION));
    assertTrue(image.profile(ALL).reading(PYTHON_ABIS).isUnknown());
    assertEquals(List.of("python.lost-base"), Image.rules(image.profile(ALL)));
  }

  @Test
  void aStaleVirtualEnvVariableIsAFindingAndThePathDecides() {
    cpython("/usr", "3.12", "", "3.12.4").variable("VIRTUAL_ENV", "/srv/removed");
    assertEquals("/usr/bin/python3", value(PYTHON_PATH));
    assertEquals(List.of("python.stale-virtual-env"), Image.rules(image.profile(ALL)));
  }

  @Test
  void aCondaEnvironmentComesBeforeThePathAndNamesItsVersion() {
    cpython("/usr", "3.12", "", "3.12.4");
    cpython("/opt/conda", "3.10", "", "")
        .link("/opt/conda/bin/python", "python3.10")
        .text("/opt/conda/conda-meta/python-3.10.14-h955ad1f_1.json", "{}")
        .variable("CONDA_PREFIX", "/opt/conda");
    assertEquals("/opt/conda/bin/python", value(PYTHON_PATH));
    assertEquals("3.10.14", value(PYTHON_VERSION));
  }

  @Test
  void aPyenvShimIsResolvedByTheFilesThatPyenvReads() {
    cpython("/opt/pyenv/versions/3.11.7", "3.11", "", "3.11.7");
    cpython("/opt/pyenv/versions/3.12.1", "3.12", "", "3.12.1");
    image
        .text("/opt/pyenv/shims/python3", "#!/usr/bin/env bash", "exec pyenv exec \"$0\" \"$@\"")
        .text("/opt/pyenv/version", "3.11.7")
        .variable("PATH", "/opt/pyenv/shims:/usr/bin");
    assertEquals("/opt/pyenv/versions/3.11.7/bin/python3", value(PYTHON_PATH));
    image.text("/home/me/project/.python-version", "3.12").variable("PWD", "/home/me/project/src");
    assertEquals("3.12.1", value(PYTHON_VERSION));
    image.variable("PYENV_VERSION", "3.11.7");
    assertEquals("3.11.7", value(PYTHON_VERSION));
  }

  @Test
  void pyenvsSystemVersionIsTheNextOnThePath() {
    cpython("/usr", "3.12", "", "3.12.4")
        .text("/opt/pyenv/shims/python3", "#!/bin/sh", "exec pyenv exec \"$@\"")
        .variable("PATH", "/opt/pyenv/shims:/usr/bin");
    assertEquals("/usr/bin/python3", value(PYTHON_PATH));
  }

  @Test
  void anAsdfShimIsResolvedByToolVersions() {
    cpython("/opt/asdf/installs/python/3.12.1", "3.12", "", "3.12.1")
        .text("/opt/asdf/shims/python3", "#!/bin/sh", "exec asdf exec \"python3\" \"$@\"")
        .text("/srv/.tool-versions", "nodejs 20.1.0", "python 3.12.1 # the newest")
        .variable("ASDF_DATA_DIR", "/opt/asdf")
        .variable("PWD", "/srv/app")
        .variable("PATH", "/opt/asdf/shims");
    assertEquals("3.12.1", value(PYTHON_VERSION));
  }

  @Test
  void aWrapperScriptIsFollowedToTheProgramThatItStarts() {
    cpython("/opt/py", "3.12", "", "3.12.4")
        .text(
            "/usr/bin/python3",
            "#!/bin/sh -e",
            "export X=1",
            "exec -a \"$0\" \"/opt/py/bin/python3\" \"$@\"");
    assertEquals("/opt/py/bin/python3", value(PYTHON_PATH));
  }

  @Test
  void aScriptThatNothingExplainsIsUnknown() {
    image.text("/usr/bin/python3", "#!/bin/sh", "exec \"$(choose)\" \"$@\"");
    assertTrue(image.profile(ALL).reading(PYTHON_PATH).isUnknown());
    assertTrue(image.profile(ALL).reading(PYTHON_VERSION).isUnknown());
  }

  @Test
  void noneIsAbsent() {
    image.text("/usr/bin/perl", "");
    assertTrue(image.profile(ALL).reading(PYTHON_PATH).isAbsent());
    assertTrue(image.profile(ALL).reading(PYTHON_VERSION).isAbsent());
  }

  @Test
  void garbageNamedPythonIsPassedOver() {
    cpython("/usr", "3.12", "", "3.12.4").text("/usr/local/bin/python3", "garbage");
    assertEquals("/usr/bin/python3", value(PYTHON_PATH));
    assertEquals(List.of("python.not-an-interpreter"), Image.rules(image.profile(ALL)));
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
        .file("/opt/pypy/bin/pypy3.10", interpreter())
        .link("/opt/pypy/bin/python3", "pypy3.10")
        .text("/opt/pypy/lib/pypy3.10/_sqlite3_cffi.pypy310-pp73-x86_64-linux-gnu.so", "")
        .text("/opt/pypy/include/pypy3.10/patchlevel.h", "#define PY_VERSION \"3.10.14\"")
        .variable("PATH", "/opt/pypy/bin");
    assertEquals("pypy", value(PYTHON_IMPLEMENTATION));
    assertEquals("3.10.14", value(PYTHON_VERSION));
    assertEquals(List.of("pypy310_pp73"), value(PYTHON_ABIS));
  }

  @Test
  void aWishOfTheUserComesFirst() {
    cpython("/usr", "3.12", "", "3.12.4");
    cpython("/opt/py", "3.9", "", "3.9.18").variable("PATH", "/usr/bin:/opt/py/bin");
    for (String wish : List.of("3.9", "3.9.18", "/opt/py/bin/python3", "/opt/py/bin/python3.9")) {
      Profile given = Profile.EMPTY.with(Fact.observed(PYTHON_REQUESTED, wish));
      assertEquals(
          Reading.present("3.9.18"), image.profile(given, ALL).reading(PYTHON_VERSION), wish);
    }
    Profile given = Profile.EMPTY.with(Fact.observed(PYTHON_REQUESTED, "3.8"));
    assertTrue(image.profile(given, ALL).reading(PYTHON_VERSION).isAbsent());
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

  @Test
  void anIsolatedVirtualEnvironmentDoesNotSeeTheSystemsManylinuxModule() {
    cpython("/usr", "3.12", "", "3.12.4")
        .text("/usr/lib/python3/dist-packages/_manylinux.py", "manylinux1_compatible = False")
        .text("/srv/app/pyvenv.cfg", "home = /usr/bin")
        .link("/srv/app/bin/python", "/usr/bin/python3")
        .variable("VIRTUAL_ENV", "/srv/app");
    assertTrue(image.profile(ALL).reading(PYTHON_MANYLINUX_OVERRIDE).isAbsent());
    image.text("/srv/app/pyvenv.cfg", "home = /usr/bin", "include-system-site-packages = true");
    assertEquals("manylinux1_compatible=False", value(PYTHON_MANYLINUX_OVERRIDE));
  }

  @Test
  void listsEveryInterpreterOnce() {
    cpython("/usr", "3.12", "", "3.12.4").link("/usr/bin/python", "python3");
    cpython("/usr", "3.9", "", "3.9.18").link("/bin", "usr/bin");
    List<String> versions =
        image
            .profile(PYTHON_INTERPRETERS)
            .reading(PYTHON_INTERPRETERS)
            .asOptional()
            .orElseThrow()
            .stream()
            .map(item -> item.text("version").orElse(""))
            .toList();
    assertEquals(List.of("3.9.18", "3.12.4"), versions);
  }
}
