package io.envprobe.binaries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.binaries.loader.BinaryFiles;
import io.envprobe.binaries.loader.DyldLoader;
import io.envprobe.binaries.loader.DyldSettings;
import io.envprobe.binaries.loader.Resolution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The order in which macOS's loader looks, as its manual pages state it. */
class DyldLoaderTest {
  private static final int ARM64 = 0x0100000c;
  private static final int X86_64 = 0x01000007;
  private static final String PROGRAM = "/App/program";

  private final Map<String, MachOFile> tree = new HashMap<>();
  private Map<String, String> variables = Map.of();
  private boolean restricted;
  private Optional<Set<String>> cached = Optional.empty();

  private final BinaryFiles<MachOFile> files =
      path -> {
        MachOFile file = tree.get(path);
        return file == null
            ? new BinaryFiles.Nothing<>()
            : new BinaryFiles.Binary<>(path, file, true);
      };

  private void file(String path, int cpu, List<String> rpaths, String... needed) {
    file(path, cpu, "macos", rpaths, needed);
  }

  private void file(String path, int cpu, String platform, List<String> rpaths, String... needed) {
    List<MachOFile.Dylib> dylibs = new ArrayList<>();
    for (String name : needed) {
      boolean weak = name.startsWith("weak:");
      dylibs.add(new MachOFile.Dylib(name.substring(weak ? 5 : 0), "1.0", "1.0", weak, false));
    }
    tree.put(
        path,
        new MachOFile(
            false,
            List.of(
                new MachOFile.Slice(
                    0,
                    0,
                    cpu,
                    0,
                    path.equals(PROGRAM) ? 2 : 6,
                    0,
                    Optional.empty(),
                    dylibs,
                    rpaths,
                    List.of(new MachOFile.Build(platform, "11.0", "14.0")),
                    true,
                    List.of()))));
  }

  private DyldSettings settings(Optional<String> executable) {
    return new DyldSettings("arm64", executable, "/data", variables, restricted, true, cached);
  }

  private Resolution resolution() {
    return DyldLoader.resolve(settings(Optional.of(PROGRAM)), files, PROGRAM);
  }

  private static List<String> paths(Resolution resolution) {
    return resolution.objects().stream().map(object -> object.path().orElse("")).toList();
  }

  @Test
  void aRunPathOfTheProgramHoldsForItsLibrariesAfterTheirOwn() {
    file(PROGRAM, ARM64, List.of("@executable_path/lib"), "@rpath/liba.dylib");
    file("/App/lib/liba.dylib", ARM64, List.of("@loader_path/own"), "@rpath/libb.dylib");
    file("/App/lib/libb.dylib", ARM64, List.of());
    assertEquals(List.of("/App/lib/liba.dylib", "/App/lib/libb.dylib"), paths(resolution()));
    Resolution.Search search = resolution().searches().get(1);
    assertEquals(Optional.of("/App/lib/liba.dylib"), search.steps().get(0).from());
    assertEquals(List.of("/App/lib/own/libb.dylib"), search.steps().get(0).tried());
    assertEquals(Optional.of(PROGRAM), search.steps().get(1).from());
  }

  @Test
  void aFileForAnotherArchitectureOrSystemIsPassedOver() {
    file(PROGRAM, ARM64, List.of("/x86", "/ios", "/right"), "@rpath/liba.dylib");
    file("/x86/liba.dylib", X86_64, List.of());
    file("/ios/liba.dylib", ARM64, "ios", List.of());
    file("/right/liba.dylib", ARM64, List.of());
    Resolution resolution = resolution();
    assertEquals(List.of("/right/liba.dylib"), paths(resolution));
    assertTrue(resolution.loads());
  }

  @Test
  void whatIsMissingIsNamedWithEveryPlaceAndReason() {
    file(PROGRAM, ARM64, List.of("/x86"), "@rpath/liba.dylib", "weak:@rpath/libweak.dylib");
    file("/x86/liba.dylib", X86_64, List.of());
    Resolution resolution = resolution();
    assertFalse(resolution.loads());
    assertEquals(
        "Library not loaded: @rpath/liba.dylib, referenced from /App/program; tried: "
            + "'/x86/liba.dylib' (have x86_64, need arm64), "
            + "'/usr/local/lib/liba.dylib' (no such file), '/usr/lib/liba.dylib' (no such file)",
        resolution.errors().get(0));
    assertEquals(1, resolution.missingLibraries().size());
    assertEquals(1, resolution.warnings().size());
  }

  @Test
  void variablesComeFirstUnlessTheProgramIsRestricted() {
    file(PROGRAM, ARM64, List.of(), "/opt/lib/liba.dylib");
    file("/opt/lib/liba.dylib", ARM64, List.of());
    file("/override/liba.dylib", ARM64, List.of());
    file("/insert/libi.dylib", ARM64, List.of());
    variables =
        Map.of("DYLD_LIBRARY_PATH", "/override", "DYLD_INSERT_LIBRARIES", "/insert/libi.dylib");
    assertEquals(List.of("/insert/libi.dylib", "/override/liba.dylib"), paths(resolution()));
    restricted = true;
    assertEquals(List.of("/opt/lib/liba.dylib"), paths(resolution()));
  }

  @Test
  void librariesOfTheSystemAreInItsCache() {
    file(PROGRAM, ARM64, List.of(), "/usr/lib/libSystem.B.dylib", "/usr/lib/libnone.dylib");
    assertTrue(resolution().loads(), "An unread cache is taken to have what is asked for.");
    assertEquals("shared cache", resolution().objects().get(0).via());
    cached = Optional.of(Set.of("/usr/lib/libSystem.B.dylib"));
    assertEquals("/usr/lib/libnone.dylib", resolution().missingLibraries().get(0).name());
  }

  @Test
  void aFrameworkIsLookedForInTheFallbackDirectories() {
    file(PROGRAM, ARM64, List.of(), "@rpath/Tcl.framework/Versions/8/Tcl");
    file("/Library/Frameworks/Tcl.framework/Versions/8/Tcl", ARM64, List.of());
    assertEquals(List.of("/Library/Frameworks/Tcl.framework/Versions/8/Tcl"), paths(resolution()));
  }

  @Test
  void aBareNameIsSearchedForByDlopen() {
    file("/usr/local/lib/liba.dylib", ARM64, List.of(), "@loader_path/libb.dylib");
    file("/usr/local/lib/libb.dylib", ARM64, List.of(), "@loader_path/liba.dylib");
    Resolution opened = DyldLoader.open(settings(Optional.empty()), files, "liba.dylib");
    assertEquals(List.of("/usr/local/lib/liba.dylib", "/usr/local/lib/libb.dylib"), paths(opened));
    assertEquals("DYLD_FALLBACK_LIBRARY_PATH", opened.objects().get(0).via());
    assertEquals(List.of("/data/liba.dylib"), opened.searches().get(0).steps().get(0).tried());
  }

  @Test
  void aLibraryByItselfHasNoExecutablePath() {
    file("/w/liba.dylib", ARM64, List.of("@executable_path"), "@rpath/libb.dylib");
    file("/w/libb.dylib", ARM64, List.of());
    Resolution resolution = DyldLoader.resolve(settings(Optional.empty()), files, "/w/liba.dylib");
    assertEquals("@rpath/libb.dylib", resolution.missingLibraries().get(0).name());
  }
}
