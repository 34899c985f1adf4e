package io.envprobe.conformance.requirement;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.conformance.version.Failures;
import io.envprobe.engine.Compatibility;
import io.envprobe.engine.Engine;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.host.LiveInputs;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormats;
import io.envprobe.requirement.Source;
import io.envprobe.testkit.Conformance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages of npm judged by the engine, held against what npm and node-gyp-build do. */
class NpmRequirementConformanceTest {
  private static final Map<String, String> SYSTEMS =
      Map.of(
          "linux", "linux",
          "darwin", "macos",
          "win32", "windows",
          "freebsd", "freebsd",
          "android", "android",
          "aix", "aix",
          "sunos", "solaris");
  private static final Map<String, String> ARCHITECTURES =
      Map.of(
          "x64", "x86_64",
          "ia32", "i686",
          "arm64", "aarch64",
          "arm", "armv7l",
          "ppc64", "ppc64le",
          "s390x", "s390x",
          "riscv64", "riscv64",
          "loong64", "loongarch64");

  private final Failures failures = new Failures();

  @TempDir private Path directory;

  private static Profile with(Profile profile, FactKey<String> key, String value) {
    return profile.with(
        new Fact<>(
            key, Reading.present(value), Origin.DECLARED, List.of(Evidence.rule("case", value))));
  }

  private static Profile machine(String os, String cpu, JsonElement libc) {
    Profile profile = with(Profile.EMPTY, OsFacts.OS_NAME, SYSTEMS.getOrDefault(os, os));
    profile = with(profile, OsFacts.OS_ABI_ARCH, ARCHITECTURES.getOrDefault(cpu, cpu));
    return libc.isJsonNull() || libc.getAsString().isEmpty()
        ? profile
        : with(profile, LibraryFacts.LIBC_NAME, libc.getAsString());
  }

  private Compatibility check(Path path, Profile profile) throws RequirementException {
    Source source = Source.of(path.toString(), new LiveInputs(InputStream.nullInputStream()));
    return Engine.check(RequirementFormats.read(source).get(0).requirement(), profile)
        .compatibility();
  }

  @Test
  void judgesTheFieldsOfAPackageAsNpmDoes() throws IOException, RequirementException {
    for (JsonObject row : Conformance.cases("eco/npm_platform.json")) {
      Path file = directory.resolve("package.json");
      Files.writeString(file, row.getAsJsonObject("target").toString());
      if (row.has("env")) {
        // npm refuses where the C library is not known; that it is not known is the answer here.
        JsonArray env = row.getAsJsonArray("env");
        Profile unknown = machine(env.get(0).getAsString(), env.get(1).getAsString(), env.get(2));
        Compatibility answer = check(file, unknown);
        boolean allowed = row.get("allowed").getAsBoolean();
        failures.check(row.toString(), allowed, answer == Compatibility.COMPATIBLE);
        continue;
      }
      for (String answer : List.of("allowed", "rejected")) {
        for (JsonElement each : row.getAsJsonArray(answer)) {
          JsonArray names = each.getAsJsonArray();
          if (SYSTEMS.containsKey(names.get(0).getAsString())) {
            Profile here =
                machine(names.get(0).getAsString(), names.get(1).getAsString(), names.get(2));
            failures.check(
                each + " " + row.get("target"),
                answer.equals("allowed"),
                check(file, here) == Compatibility.COMPATIBLE);
          }
        }
      }
    }
    failures.report();
  }

  @Test
  void neverContradictsTheChoiceOfNodeGypBuild() throws IOException, RequirementException {
    for (JsonObject row : Conformance.cases("eco/node_gyp_build.json")) {
      JsonObject env = row.getAsJsonObject("env");
      String armVersion = env.get("armv").getAsString();
      boolean otherArm = env.get("arch").getAsString().equals("arm") && !armVersion.equals("7");
      if (otherArm || !SYSTEMS.containsKey(env.get("platform").getAsString())) {
        continue;
      }
      Path prebuilds = directory.resolve(row.get("id").getAsString()).resolve("prebuilds");
      JsonObject layout = row.getAsJsonObject("layout");
      for (String name : layout.keySet()) {
        Path platform = Files.createDirectories(prebuilds.resolve(name));
        for (JsonElement file : layout.getAsJsonArray(name)) {
          Files.createFile(platform.resolve(file.getAsString()));
        }
      }
      Profile here =
          machine(
              env.get("platform").getAsString(), env.get("arch").getAsString(), env.get("libc"));
      Compatibility answer = check(prebuilds, here);
      boolean chosen = !row.get("chosen").isJsonNull();
      failures.check(
          row.toString(),
          true,
          answer != (chosen ? Compatibility.INCOMPATIBLE : Compatibility.COMPATIBLE));
    }
    failures.report();
  }
}
