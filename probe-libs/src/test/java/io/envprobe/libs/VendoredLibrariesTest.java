package io.envprobe.libs;

import static io.envprobe.fact.LibraryFacts.LIBS_VENDORED;
import static io.envprobe.fact.LibraryFacts.PACKAGES_INSTALLED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.envprobe.binaries.ElfDynamic.Tag;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Profile;
import io.envprobe.fact.PythonFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The libraries that wheels and conda packages bring. */
class VendoredLibrariesTest {
  private static final String SITE = "/opt/venv/lib/python3.12/site-packages";

  @TempDir Path root;

  @AfterEach
  void removeImage() {
    Image.removeLinks(root);
  }

  private static byte[] library(String soname) {
    return ElfFixture.of().named(Tag.SONAME, soname).bytes();
  }

  private static Profile python(String path) {
    return new Profile(List.of(Fact.observed(PythonFacts.PYTHON_PATH, path)), List.of(), Map.of());
  }

  @Test
  void aLibraryThatAWheelBringsHasItsOldNameAndItsDistribution() {
    String vendored = "libgfortran-040039e1-0352e75f.so.5.0.0";
    Image image =
        Image.in(root)
            .text("/opt/venv/pyvenv.cfg", "home = /usr/bin")
            .file("/opt/venv/bin/python", library(""))
            .text(
                SITE + "/numpy-2.4.6.dist-info/RECORD",
                "numpy.libs/" + vendored + ",sha256=x,1",
                "\"nvidia/cublas/lib/libcublas.so.12\",,")
            .file(SITE + "/numpy.libs/" + vendored, library(vendored))
            .file(SITE + "/nvidia/cublas/lib/libcublas.so.12", library("libcublas.so.12"))
            .link(SITE + "/numpy.libs/libgfortran.so", vendored);
    Profile profile =
        image.profile(python("/opt/venv/bin/python"), LIBS_VENDORED, PACKAGES_INSTALLED);
    List<FactRecord> found = profile.reading(LIBS_VENDORED).asOptional().orElseThrow();
    assertEquals(
        List.of(
            "libcublas.so.12 12 x86_64 numpy 2.4.6 (python)",
            "libgfortran.so.5.0.0 5.0.0 x86_64 numpy 2.4.6 (python)"),
        found.stream().map(VendoredLibrariesTest::shown).sorted().toList());
    assertEquals(
        List.of("numpy"),
        profile.reading(PACKAGES_INSTALLED).asOptional().orElseThrow().stream()
            .map(item -> item.text("name").orElse(""))
            .toList());
  }

  @Test
  void aCondaEnvironmentBringsTheLibrariesOfItsPackages() {
    Image image =
        Image.in(root)
            .variable("CONDA_PREFIX", "/opt/conda")
            .file("/opt/conda/lib/libz.so.1.3.1", library("libz.so.1"))
            .text(
                "/opt/conda/conda-meta/libzlib-1.3.1-hb9d3cd8_2.json",
                "{\"files\": [\"lib/libz.so.1.3.1\"]}");
    List<FactRecord> found =
        image.profile(LIBS_VENDORED).reading(LIBS_VENDORED).asOptional().orElseThrow();
    assertEquals("libz.so.1.3.1 1.3.1 x86_64 libzlib 1.3.1 (conda)", shown(found.get(0)));
    assertEquals("conda", found.get(0).text("source").orElse(""));
  }

  private static String shown(FactRecord record) {
    return record.text("original").orElse("")
        + " "
        + record.text("version").orElse("")
        + " "
        + record.text("arch").orElse("")
        + " "
        + record.text("package").orElse("");
  }
}
