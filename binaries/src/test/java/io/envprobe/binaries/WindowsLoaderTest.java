package io.envprobe.binaries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.binaries.loader.BinaryFiles;
import io.envprobe.binaries.loader.Resolution;
import io.envprobe.binaries.loader.WindowsLoader;
import io.envprobe.binaries.loader.WindowsSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The order in which Windows looks for libraries, as its documentation states it. */
class WindowsLoaderTest {
  private static final int X64 = 0x8664;
  private static final int ARM64 = 0xaa64;
  private static final String SYSTEM = "C:/Windows/System32";

  private final Map<String, PeFile> tree = new HashMap<>();

  private final BinaryFiles<PeFile> files =
      path -> {
        PeFile file = tree.get(path.toLowerCase(Locale.ROOT));
        return file == null
            ? new BinaryFiles.Nothing<>()
            : new BinaryFiles.Binary<>(path, file, true);
      };

  private void file(String path, int machine, List<String> exports, String... imports) {
    List<PeFile.Import> imported = new ArrayList<>();
    for (String each : imports) {
      String[] parts = each.split(":", -1);
      imported.add(new PeFile.Import(parts[0], parts.length > 1 ? List.of(parts[1]) : List.of()));
    }
    tree.put(
        path.toLowerCase(Locale.ROOT),
        new PeFile(
            machine,
            true,
            path.endsWith(".exe") ? 0 : 0x2000,
            "6.0",
            3,
            "6.0",
            0,
            false,
            imported,
            List.of(new PeFile.Import("delayed.dll", List.of())),
            Optional.empty(),
            exports,
            Optional.empty(),
            Optional.empty()));
  }

  private static WindowsSettings settings(Optional<String> application) {
    return new WindowsSettings(
        application,
        SYSTEM,
        "C:/Windows",
        Optional.of("C:/Users"),
        List.of("D:/tools"),
        List.of(),
        Set.of("kernel32.dll"));
  }

  private Resolution program() {
    return WindowsLoader.resolve(settings(Optional.of("C:/App")), files, "C:/App/a.exe");
  }

  private static List<String> paths(Resolution resolution) {
    return resolution.objects().stream().map(object -> object.path().orElse("")).toList();
  }

  @Test
  void theDirectoryOfTheProgramComesFirstAndThePathLast() {
    file("C:/App/a.exe", X64, List.of(), "mine.dll", "tool.dll");
    file("C:/App/mine.dll", X64, List.of());
    file(SYSTEM + "/mine.dll", X64, List.of());
    file("D:/tools/tool.dll", X64, List.of());
    Resolution resolution = program();
    assertEquals(List.of("C:/App/mine.dll", "D:/tools/tool.dll"), paths(resolution));
    assertEquals(
        List.of(
            "directory of the program",
            "system",
            "16-bit system",
            "Windows",
            "working directory",
            "PATH"),
        resolution.searches().get(1).steps().stream().map(Resolution.Step::source).toList());
    assertTrue(resolution.loads(), "What is looked for at first use is not looked for at start.");
  }

  @Test
  void aKnownLibraryIsTheSystemsWhateverLiesBesideTheProgram() {
    file("C:/App/a.exe", X64, List.of(), "KERNEL32.dll", "api-ms-win-crt-heap-l1-1-0.dll");
    file("C:/App/kernel32.dll", X64, List.of());
    file(SYSTEM + "/kernel32.dll", X64, List.of());
    assertEquals(
        List.of(SYSTEM + "/KERNEL32.dll", "api-ms-win-crt-heap-l1-1-0.dll"), paths(program()));
    assertEquals("API set", program().objects().get(1).via());
  }

  @Test
  void aNameThatIsLoadedIsNotLookedForAgain() {
    file("C:/App/a.exe", X64, List.of(), "one.dll", "sub.dll");
    file("C:/App/one.dll", X64, List.of());
    file("C:/App/sub.dll", X64, List.of(), "ONE.DLL");
    assertEquals(List.of("C:/App/one.dll", "C:/App/sub.dll"), paths(program()));
  }

  @Test
  void theFirstFileOfANameCountsEvenWhereItIsForAnotherProcessor() {
    file("C:/App/a.exe", X64, List.of(), "one.dll");
    file("C:/App/one.dll", ARM64, List.of());
    file(SYSTEM + "/one.dll", X64, List.of());
    assertEquals(List.of("C:/App/one.dll cannot be loaded: it is for arm64"), program().errors());
  }

  @Test
  void aFunctionThatTheLibraryLacksIsNamed() {
    file("C:/App/a.exe", X64, List.of(), "one.dll:added_in_2");
    file("C:/App/one.dll", X64, List.of("old"));
    assertEquals(
        List.of("the entry point added_in_2 is not in C:/App/one.dll (needed by C:/App/a.exe)"),
        program().errors());
  }

  @Test
  void aLibraryIsOpenedAsPythonOpensExtensionModules() {
    file("C:/w/mod.pyd", X64, List.of(), "beside.dll", "tool.dll");
    file("C:/w/beside.dll", X64, List.of());
    file("D:/tools/tool.dll", X64, List.of());
    Resolution resolution =
        WindowsLoader.resolve(settings(Optional.empty()), files, "C:/w/mod.pyd");
    assertEquals(List.of("C:/w/beside.dll"), paths(resolution));
    assertFalse(resolution.loads(), "PATH does not count.");
    assertEquals("tool.dll", resolution.missingLibraries().get(0).name());
  }

  @Test
  void aNameAloneIsLookedForAsLoadLibraryDoes() {
    file(SYSTEM + "/vcruntime140.dll", X64, List.of());
    Resolution found =
        WindowsLoader.open(settings(Optional.empty()), files, "vcruntime140.dll", X64);
    assertEquals(List.of(SYSTEM + "/vcruntime140.dll"), paths(found));
    Resolution missing = WindowsLoader.open(settings(Optional.empty()), files, "nvcuda.dll", X64);
    assertEquals("nvcuda.dll", missing.missingLibraries().get(0).name());
  }
}
