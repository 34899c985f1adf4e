package io.envprobe.libs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfDynamic.Tag;
import io.envprobe.fact.Profile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports what loading a file on an image comes to. */
class LoadReportTest extends ImageFixture {
  @BeforeEach
  void imageOfFedora() {
    image.glibc("2.39", "GLIBC_2.2.5");
  }

  private LoadReport examine(String path, Map<String, byte[]> laid) {
    Map<String, ByteSource> sources = new HashMap<>();
    laid.forEach((name, bytes) -> sources.put(name, ByteSource.of(bytes)));
    return HostLoader.of(image.host(), Profile.EMPTY)
        .laying(sources)
        .examine(path)
        .answer()
        .orElseThrow();
  }

  @Test
  void aLibraryOfAnArtifactFindsItsNeighboursBesideIt() {
    byte[] module =
        ElfFixture.of()
            .named(Tag.RUNPATH, "$ORIGIN/../pkg.libs")
            .needs("liba.so.1")
            .needs("libc.so.6")
            .bytes();
    byte[] vendored = ElfFixture.of().named(Tag.SONAME, "liba.so.1").needs("libgone.so").bytes();
    LoadReport report =
        examine(
            "/site/pkg/module.so",
            Map.of("/site/pkg/module.so", module, "/site/pkg.libs/liba.so.1", vendored));
    assertEquals(LoadReport.State.FAILS, report.state());
    assertEquals(
        List.of("/site/pkg/../pkg.libs/liba.so.1 RUNPATH", "/lib64/libc.so.6 system search path"),
        report.providers().stream().map(item -> item.path() + " " + item.via()).toList());
    LoadReport.MissingLibrary missing = report.missingLibraries().get(0);
    assertEquals("libgone.so", missing.name());
    assertEquals("/site/pkg/../pkg.libs/liba.so.1", missing.requiredBy());
    assertEquals(
        List.of("/lib64/libgone.so", "/usr/lib64/libgone.so"),
        missing.looked().get(missing.looked().size() - 1).tried());
  }

  @Test
  void aMissingVersionNamesItsProviderAndWhatThatOffers() {
    byte[] module =
        ElfFixture.of().needs("libc.so.6").needsVersion("libc.so.6", "GLIBC_2.43").bytes();
    LoadReport report = examine("/m.so", Map.of("/m.so", module));
    assertEquals(LoadReport.State.FAILS, report.state());
    LoadReport.MissingVersion missing = report.missingVersions().get(0);
    assertEquals("GLIBC_2.43", missing.version());
    assertEquals("/lib64/libc.so.6", missing.provider().orElse(""));
    assertEquals("GLIBC_2.39", missing.offered().orElse(""));
    assertEquals(
        List.of("/lib64/libc.so.6: version `GLIBC_2.43' not found (required by /m.so)"),
        report.errors());
  }

  @Test
  void withoutTheLoaderThatAProgramNamesItDoesNotStart() {
    byte[] program =
        ElfFixture.of().interpreter("/lib/ld-musl-x86_64.so.1").needs("libc.so").bytes();
    LoadReport report = examine("/p", Map.of("/p", program));
    assertEquals(LoadReport.State.FAILS, report.state());
    assertEquals(
        List.of("the loader /lib/ld-musl-x86_64.so.1 that it names is not there"), report.errors());
  }

  @Test
  void aLibraryThatLoadsSaysSo() {
    byte[] module =
        ElfFixture.of().needs("libc.so.6").needsVersion("libc.so.6", "GLIBC_2.39").bytes();
    LoadReport report = examine("/m.so", Map.of("/m.so", module));
    assertEquals(LoadReport.State.LOADS, report.state());
    assertTrue(report.isComplete());
  }

  @Test
  void aTextIsNothingToLoad() {
    image.text("/etc/motd", "hello");
    assertTrue(HostLoader.of(image.host(), Profile.EMPTY).examine("/etc/motd").answer().isEmpty());
  }
}
