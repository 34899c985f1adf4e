package io.envprobe.libs;

import static io.envprobe.fact.RuntimeFacts.MACOS_FLOORS;
import static io.envprobe.fact.RuntimeFacts.WINDOWS_RUNTIMES;
import static io.envprobe.fact.RuntimeFacts.WINDOWS_UCRT;
import static io.envprobe.fact.RuntimeFacts.WINDOWS_VC_RUNTIME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.Fact;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.PythonFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the loaders of macOS and Windows come to on a machine, and what is known of those. */
class BinaryLoaderTest extends ImageFixture {
  private static Profile system(String name) {
    return new Profile(List.of(Fact.observed(OsFacts.OS_NAME, name)), List.of(), Map.of());
  }

  private void application() {
    image
        .file(
            "/App/program",
            MachOFixture.program(MachOFixture.ARM64)
                .needs("/usr/lib/libSystem.B.dylib")
                .needs("@rpath/liba.dylib")
                .rpath("@executable_path/x86")
                .rpath("@executable_path/lib")
                .bytes())
        .file(
            "/App/x86/liba.dylib",
            MachOFixture.library(MachOFixture.X86_64, "@rpath/liba.dylib").bytes());
  }

  @Test
  void everyPlaceOfALibraryOfMacosIsNamed() {
    application();
    image.file(
        "/App/lib/liba.dylib",
        MachOFixture.library(MachOFixture.ARM64, "@rpath/liba.dylib").bytes());
    LibrarySearch search =
        LibrarySearch.of(image.host(), system("macos"), "liba.dylib", "/App/program")
            .answer()
            .orElseThrow();
    assertEquals(Optional.of("/App/lib/liba.dylib"), search.path());
    assertEquals(Optional.of("LC_RPATH"), search.via());
    assertEquals(
        List.of(
            new LibrarySearch.Attempt("/App/x86/liba.dylib", "for x86_64"),
            new LibrarySearch.Attempt("/App/lib/liba.dylib", "taken")),
        search.places().get(0).attempts());
  }

  @Test
  void aProgramOfMacosWithoutItsLibraryDoesNotLoadThereAndIsNoFileElsewhere() {
    application();
    LoadReport report =
        HostLoader.of(image.host(), system("macos")).examine("/App/program").answer().orElseThrow();
    assertEquals(LoadReport.State.FAILS, report.state());
    assertEquals("@rpath/liba.dylib", report.missingLibraries().get(0).name());
    assertTrue(
        HostLoader.of(image.host(), system("linux")).examine("/App/program").answer().isEmpty());
  }

  @Test
  void namesOfWindowsHaveNoCase() {
    image
        .file(
            "/App/a.exe",
            PeFixture.of(
                false, new int[] {1, 0}, "KERNEL32.dll", "Mine.DLL", "api-ms-win-crt-x.dll"))
        .file("/App/mine.dll", PeFixture.of(true, new int[] {1, 0}))
        .file("/Windows/System32/kernel32.dll", PeFixture.of(true, new int[] {10, 0}));
    LoadReport report =
        HostLoader.of(image.host(), system("windows")).examine("/App/a.exe").answer().orElseThrow();
    assertEquals(List.of(), report.errors());
    assertEquals(
        List.of("known library", "directory of the program", "API set"),
        report.providers().stream().map(LoadReport.Provider::via).toList());
  }

  @Test
  void aLibraryOfWindowsIsLookedForByNameAlone() {
    image.file("/Windows/System32/ucrtbase.dll", PeFixture.of(true, new int[] {10, 0}));
    LibrarySearch search =
        LibrarySearch.of(image.host(), system("windows"), "nvcuda.dll").answer().orElseThrow();
    assertEquals(Optional.empty(), search.path());
    assertEquals("/Windows/System32/nvcuda.dll", search.places().get(0).attempts().get(0).path());
  }

  @Test
  void theRuntimesOfWindowsHaveVersions() {
    image
        .file("/Windows/System32/ucrtbase.dll", PeFixture.of(true, new int[] {10, 7}))
        .file("/Windows/System32/vcruntime140.dll", PeFixture.of(true, new int[] {14, 44}));
    Profile profile =
        image.profile(system("windows"), WINDOWS_UCRT, WINDOWS_VC_RUNTIME, WINDOWS_RUNTIMES);
    assertEquals(Optional.of("10.7.0.0"), profile.reading(WINDOWS_UCRT).asOptional());
    assertEquals(Optional.of("14.44.0.0"), profile.reading(WINDOWS_VC_RUNTIME).asOptional());
    Profile without = image.profile(system("linux"), WINDOWS_UCRT);
    assertTrue(without.reading(WINDOWS_UCRT).isAbsent());
  }

  @Test
  void theOldestMacosOfTheInterpreterIsKnown() {
    image.file("/opt/python/bin/python3", MachOFixture.program(MachOFixture.X86_64).bytes());
    Profile known =
        new Profile(
            List.of(
                Fact.observed(OsFacts.OS_NAME, "macos"),
                Fact.observed(PythonFacts.PYTHON_PATH, "/opt/python/bin/python3")),
            List.of(),
            Map.of());
    FactRecord floor =
        image.profile(known, MACOS_FLOORS).reading(MACOS_FLOORS).asOptional().orElseThrow().get(0);
    assertEquals(
        "python x86_64 11.0",
        floor.text("name").orElse("")
            + " "
            + floor.text("arch").orElse("")
            + " "
            + floor.text("minimum").orElse(""));
  }
}
