package io.envprobe.libs;

import static io.envprobe.fact.PythonFacts.PYTHON_ABIS;
import static io.envprobe.fact.PythonFacts.PYTHON_INTERPRETERS;
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
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which interpreter of an image is meant. */
class PythonChoiceTest extends ImageFixture {
  private static final FactKey<?>[] ALL = {PYTHON_PATH};

  private Image cpython(String prefix, String minor, String flags, String version) {
    return PythonInstallation.cpython(image, prefix, minor, flags, version);
  }

  private <T> T value(FactKey<T> key) {
    return image.profile(ALL).reading(key).asOptional().orElseThrow();
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
        .file("/srv/app/bin/python", PythonInstallation.interpreter())
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
