package io.envprobe.libs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfFile;
import io.envprobe.fact.Baseline;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reports on files by a profile alone. */
class ProfileLoaderTest {
  private static final Profile OLD = Baseline.named("ubuntu-20.04:x86_64").orElseThrow();

  private static LoadReport examine(Profile profile, ElfFixture fixture) throws IOException {
    ElfFile file = ElfFile.read(ByteSource.of(fixture.bytes())).content().orElseThrow();
    return ProfileLoader.examine(profile, "m.so", file, List.of());
  }

  @Test
  void aVersionAboveTheHighestOfTheProfileIsMissing() throws IOException {
    ElfFixture file = ElfFixture.of().needs("libc.so.6").needsVersion("libc.so.6", "GLIBC_2.34");
    LoadReport report = examine(OLD, file);
    assertEquals(LoadReport.State.FAILS, report.state());
    assertEquals("GLIBC_2.31", report.missingVersions().get(0).offered().orElse(""));
  }

  @Test
  void aMarkerOfAFeatureCountsAsTheReleaseThatBroughtIt() throws IOException {
    ElfFixture file =
        ElfFixture.of().needs("libc.so.6").needsVersion("libc.so.6", "GLIBC_ABI_DT_RELR");
    assertEquals(LoadReport.State.FAILS, examine(OLD, file).state());
  }

  @Test
  void whetherAnUnlistedLibraryIsThereIsUnknown() throws IOException {
    LoadReport report = examine(OLD, ElfFixture.of().needs("libc.so.6").needs("libz.so.1"));
    assertEquals(LoadReport.State.UNKNOWN, report.state());
    assertEquals(List.of("whether libz.so.1 is there is not known"), report.unknowns());
  }

  @Test
  void aListOfLibrariesProvesThatOneIsMissing() throws IOException {
    FactRecord zlib =
        FactRecord.builder()
            .put("name", "libz.so.1")
            .put("path", "/lib/libz.so.1")
            .put("arch", "x86_64")
            .put("shadowed", false)
            .build();
    Profile listed =
        OLD.overlay(
            new Profile(
                List.of(Fact.observed(LibraryFacts.LIBS_VISIBLE, List.of(zlib))),
                List.of(),
                Map.of()));
    LoadReport report =
        examine(listed, ElfFixture.of().needs("libc.so.6").needs("libz.so.1").needs("libx.so"));
    assertEquals(LoadReport.State.FAILS, report.state());
    assertEquals("/lib/libz.so.1", report.providers().get(0).path());
    assertEquals("libx.so", report.missingLibraries().get(0).name());
  }

  @Test
  void aFileForMuslDoesNotLoadOnGlibc() throws IOException {
    LoadReport report = examine(OLD, ElfFixture.of().needs("libc.musl-x86_64.so.1"));
    assertEquals(List.of("m.so is for musl, and the system has glibc"), report.errors());
  }
}
