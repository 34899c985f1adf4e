package io.envprobe.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.envprobe.fact.Baseline;
import io.envprobe.fact.Finding;
import io.envprobe.requirement.LibraryOrigin;
import io.envprobe.requirement.Platform;
import io.envprobe.requirement.TargetFindings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where the libraries that files need come from, with and without a machine. */
class LibraryOriginTest {
  private static List<NativeFile> files() {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put(
        "demo/_x.so",
        new ElfSample()
            .needs("libcarried.so.1")
            .needs("libc.so.6")
            .needs("libforeign.so.3")
            .needs("libpython3.12.so.1.0")
            .imports("pow", "libc.so.6", "GLIBC_2.38")
            .bytes());
    members.put("demo.libs/libcarried.so.1", new ElfSample().soname("libcarried.so.1").bytes());
    return ArtifactScanner.of(new MemoryInputs().file("demo.zip", Zips.of(members)))
        .scan(List.of("demo.zip"))
        .answer()
        .orElseThrow()
        .files();
  }

  private static List<String> words(Optional<Platform> target) {
    return LibraryOrigin.of(files(), target).get(0).stream()
        .map(origin -> origin.library() + " " + origin.from().word())
        .toList();
  }

  @Test
  void withoutAMachineTheRulesOfWheelsSayWhatIsEverywhere() {
    assertEquals(
        List.of(
            "libcarried.so.1 artifact",
            "libc.so.6 platform",
            "libforeign.so.3 elsewhere",
            "libpython3.12.so.1.0 python"),
        words(Optional.empty()));
  }

  @Test
  void aMachineHasThemOrItIsNotKnown() {
    Platform debian = Platform.of(Baseline.named("debian-12:x86_64").orElseThrow());
    assertEquals(
        List.of(
            "libcarried.so.1 artifact",
            "libc.so.6 target",
            "libforeign.so.3 unknown",
            "libpython3.12.so.1.0 python"),
        words(Optional.of(debian)));
  }

  @Test
  void whatTheMachineLacksIsAnErrorAndWhatIsNotKnownIsNot() {
    Platform debian = Platform.of(Baseline.named("debian-12:x86_64").orElseThrow());
    List<Finding> findings = TargetFindings.of(files(), debian, "@debian-12");
    assertEquals(
        List.of("target.library INFO", "target.version ERROR"),
        findings.stream().map(each -> each.rule() + " " + each.severity()).sorted().toList());
    assertEquals(
        "@debian-12: demo.zip!/demo/_x.so needs GLIBC_2.38 for pow; this machine has 2.36",
        findings.stream()
            .filter(each -> each.rule().equals("target.version"))
            .findFirst()
            .orElseThrow()
            .message());
  }

  @Test
  void ofAProcessTheMappedFileSays() {
    MemoryInputs inputs =
        new MemoryInputs()
            .file(
                "/env/lib/python3.12/site-packages/demo/_x.so",
                new ElfSample()
                    .needs("libmapped.so.1")
                    .needs("libstdc++.so.6")
                    .needs("libc.so.6")
                    .needs("libown.so.2")
                    .needs("libgone.so.9")
                    .bytes())
            .file(
                "/env/lib/python3.12/site-packages/demo.libs/libmapped-1a2b3c4d.so.1",
                new ElfSample().soname("libmapped.so.1").bytes())
            .file("/env/lib/libstdc++.so.6", new ElfSample().soname("libstdc++.so.6").bytes())
            .file("/usr/lib/libc.so.6", new ElfSample().soname("libc.so.6").bytes())
            .file("/opt/own/libown.so.2", new ElfSample().soname("libown.so.2").bytes());
    List<NativeFile> files =
        ArtifactScanner.of(inputs)
            .scan(
                List.of(
                    "/env/lib/python3.12/site-packages/demo/_x.so",
                    "/env/lib/python3.12/site-packages/demo.libs/libmapped-1a2b3c4d.so.1",
                    "/env/lib/libstdc++.so.6",
                    "/usr/lib/libc.so.6",
                    "/opt/own/libown.so.2"))
            .answer()
            .orElseThrow()
            .files();
    assertEquals(
        List.of(
            "libmapped.so.1 wheel",
            "libstdc++.so.6 conda",
            "libc.so.6 system",
            "libown.so.2 elsewhere",
            "libgone.so.9 unknown"),
        LibraryOrigin.ofProcess(files, "/env/conda-meta"::equals).get(0).stream()
            .map(origin -> origin.library() + " " + origin.from().word())
            .toList());
  }

  @Test
  void ofTwoMappedFilesOfOneNameNeitherIsTakenForTheOne() {
    List<String> paths = List.of("/usr/bin/app", "/usr/lib/libz.so.1", "/opt/libz.so.1");
    MemoryInputs inputs =
        new MemoryInputs()
            .file(paths.get(0), new ElfSample().needs("libz.so.1").bytes())
            .file(paths.get(1), new ElfSample().soname("libz.so.1").bytes())
            .file(paths.get(2), new ElfSample().soname("libz.so.1").bytes());
    List<NativeFile> files = ArtifactScanner.of(inputs).scan(paths).answer().orElseThrow().files();
    assertEquals(
        List.of(
            new LibraryOrigin(
                "libz.so.1", LibraryOrigin.From.UNKNOWN, "/usr/lib/libz.so.1 or /opt/libz.so.1")),
        LibraryOrigin.ofProcess(files, path -> false).get(0));
  }
}
