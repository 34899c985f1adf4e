package io.envprobe.requirement.internal.npm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.engine.Compatibility;
import io.envprobe.engine.Engine;
import io.envprobe.engine.Machines;
import io.envprobe.engine.Verdict;
import io.envprobe.fact.Baseline;
import io.envprobe.fact.Profile;
import io.envprobe.host.LiveInputs;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormats;
import io.envprobe.requirement.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpmFormatTest {
  private static final String LOCK =
      """
      {"name": "app", "lockfileVersion": 3, "packages": {
        "": {"dependencies": {"esbuild": "^0.21.5", "chokidar": "3"}},
        "node_modules/esbuild": {"version": "0.21.5",
          "optionalDependencies": {"@esbuild/linux-x64": "0.21.5", "@esbuild/darwin-arm64": "0.21.5"}},
        "node_modules/@esbuild/darwin-arm64": {"version": "0.21.5", "cpu": ["arm64"], "optional": true, "os": ["darwin"]},
        "node_modules/@esbuild/linux-x64": {"version": "0.21.5", "cpu": ["x64"], "optional": true, "os": ["linux"]},
        "node_modules/fsevents": {"version": "2.3.3", "optional": true, "os": ["darwin"]}
      }}
      """;

  @TempDir private Path directory;

  private Verdict check(String name, String text, Profile profile)
      throws IOException, RequirementException {
    Files.writeString(directory.resolve(name), text);
    return check(name, profile);
  }

  private Verdict check(String name, Profile profile) throws RequirementException {
    Source source =
        Source.of(
            directory.resolve(name).toString(), new LiveInputs(InputStream.nullInputStream()));
    return Engine.check(RequirementFormats.read(source).get(0).requirement(), profile);
  }

  private static Profile alpine() {
    return Baseline.named("alpine-3.20:x86_64").orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"os\": [\"linux\"], \"cpu\": [\"x64\"], \"libc\": [\"glibc\"]}|COMPATIBLE|INCOMPATIBLE",
        "{\"os\": \"!win32\", \"libc\": [\"!glibc\"]}|INCOMPATIBLE|COMPATIBLE",
        "{\"os\": [\"darwin\", \"win32\"]}|INCOMPATIBLE|INCOMPATIBLE",
        "{\"os\": [\"any\"], \"cpu\": []}|COMPATIBLE|COMPATIBLE",
        "{\"name\": \"plain\"}|COMPATIBLE|COMPATIBLE"
      })
  void aPackageIsInstalledWhereItsFieldsSay(String text, Compatibility glibc, Compatibility musl)
      throws IOException, RequirementException {
    assertEquals(glibc, check("package.json", text, Machines.debian12()).compatibility());
    assertEquals(musl, check("package.json", text, alpine()).compatibility());
  }

  @Test
  void ofALockOneBuildMustFitAndTheOthersAreLeftOutWithTheirReason()
      throws IOException, RequirementException {
    Verdict verdict = check("package-lock.json", LOCK, Machines.debian12());
    assertEquals(Compatibility.COMPATIBLE, verdict.compatibility());
    List<String> left =
        verdict.limits().stream().map(reason -> reason.condition()).distinct().toList();
    assertEquals(
        List.of(
            "os of @esbuild/darwin-arm64@0.21.5 darwin",
            "cpu of @esbuild/darwin-arm64@0.21.5 arm64",
            "os of fsevents@2.3.3 darwin"),
        left);
    Profile arm = Baseline.named("debian-12:aarch64").orElseThrow();
    assertEquals(
        Compatibility.INCOMPATIBLE, check("package-lock.json", arm).compatibility(), "no build");
  }

  @Test
  void aRequiredPackageThatDoesNotFitStopsTheInstallation()
      throws IOException, RequirementException {
    String lock =
        LOCK.replace("\"optional\": true, \"os\": [\"darwin\"]}\n", "\"os\": [\"darwin\"]}\n");
    Verdict verdict = check("package-lock.json", lock, Machines.debian12());
    assertEquals(Compatibility.INCOMPATIBLE, verdict.compatibility());
    assertEquals("os of fsevents@2.3.3 darwin", verdict.reasons().get(0).condition());
    assertEquals(
        lock.indexOf("[\"darwin\"]}\n"), verdict.reasons().get(0).span().offset(), "its place");
  }

  @Test
  void aLockOfVersionOneLeavesItOpen() throws IOException, RequirementException {
    Verdict verdict =
        check(
            "package-lock.json",
            "{\"lockfileVersion\": 1, \"dependencies\": {\"fsevents\": {\"version\": \"2\"}}}",
            Machines.debian12());
    assertEquals(Compatibility.UNDETERMINED, verdict.compatibility());
    assertTrue(
        verdict.reasons().get(0).answer().remedy().contains("--lockfile-version 3"),
        verdict.reasons().toString());
  }

  @Test
  void prebuiltAddonsAreChosenAsNodeGypBuildChooses() throws IOException, RequirementException {
    Path linux = Files.createDirectories(directory.resolve("prebuilds/linux-x64"));
    Files.createFile(linux.resolve("node.napi.glibc.node"));
    Files.createDirectories(directory.resolve("prebuilds/darwin-x64+arm64"));
    Verdict verdict = check("prebuilds", Machines.debian12());
    assertEquals(Compatibility.COMPATIBLE, verdict.compatibility());
    assertEquals(
        "node-gyp-build takes linux-x64/node.napi.glibc.node",
        verdict.explanation().answer().orElseThrow().reason());
    assertEquals(Compatibility.INCOMPATIBLE, check("prebuilds", alpine()).compatibility());
    Files.createFile(linux.resolve("node.abi115.musl.node"));
    assertEquals(Compatibility.UNDETERMINED, check("prebuilds", alpine()).compatibility());
  }
}
