package io.envprobe.requirement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.envprobe.artifact.NativeFile;
import io.envprobe.engine.Machines;
import io.envprobe.libs.LoadReport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of native files that the machine cannot load. */
final class NativeDemandsTest {
  private static final Platform PLATFORM =
      Platform.of(
          Machines.debian12(),
          new Libraries() {
            @Override
            public Found find(String name, Optional<String> architecture, String requiredBy) {
              return new Missing(List.of());
            }

            @Override
            public Optional<LoadReport> examine(String path) {
              return Optional.of(withoutZlib(path));
            }
          });

  private static LoadReport withoutZlib(String path) {
    return new LoadReport(
        path,
        LoadReport.Basis.FILES,
        LoadReport.State.FAILS,
        List.of(),
        List.of(new LoadReport.MissingLibrary("libz.so.1", path, List.of())),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static String remedy(String architecture) {
    return new LibraryDemand("libz.so.1", Optional.of(architecture), "a.so")
        .explain(PLATFORM)
        .remedy();
  }

  @Test
  void aMissingLibraryIsToBeInstalledOnlyWhereTheFileIsForThisProcessor() {
    assertEquals("install the package that has libz.so.1", remedy("x86_64"));
    assertEquals("install the package that has libz.so.1", remedy("i686"));
    assertEquals("", remedy("aarch64"));
  }

  @Test
  void aFileOfAnotherSystemIsNamedOnceWithBoth() {
    assertEquals(
        "a.pyd is for x64 on Windows; this machine is linux on x86_64",
        new NativePlatformDemand(NativeFile.Format.PE, "x64", "a.pyd").explain(PLATFORM).reason());
  }

  @Test
  void whatTheLoaderMissesIsNamed() {
    assertEquals(
        "the loader does not find libz.so.1", new LoadDemand("a.so").explain(PLATFORM).reason());
  }
}
