package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** External dependencies of a project, asked of a root file system that this test lays out. */
final class ExtIT {
  @TempDir private Path directory;

  private Path root() throws IOException {
    Path root = Files.createDirectories(directory.resolve("root"));
    Path packages = Files.createDirectories(root.resolve("usr/lib/pkgconfig"));
    Files.writeString(packages.resolve("zlib.pc"), "Name: zlib\nVersion: 1.2.13\n");
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/os-release"), "ID=debian\nVERSION_ID=\"12\"\n");
    Path programs = Files.createDirectories(root.resolve("usr/bin"));
    Files.writeString(programs.resolve("gcc"), "never started");
    assertTrue(programs.resolve("gcc").toFile().setExecutable(true));
    return root;
  }

  private String project(String external) throws IOException {
    return Files.writeString(directory.resolve("pyproject.toml"), external).toString();
  }

  private static JsonObject dependency(Jar.Result result, int index) {
    return JsonParser.parseString(result.output())
        .getAsJsonObject()
        .getAsJsonArray("dependencies")
        .get(index)
        .getAsJsonObject();
  }

  @Test
  void tellsWhatIsThereAndHowTheRestIsInstalled() throws IOException {
    String project =
        project(
            "[external]\nbuild-requires = ['dep:virtual/compiler/c']\n"
                + "host-requires = ['dep:generic/zlib@>=1.2', 'dep:generic/openssl']\n");
    String root = root().toString();
    Jar.Result all = Jar.run("ext", project, "--sysroot", root, "--json");
    assertEquals(1, all.exit(), all.toString());
    assertEquals("satisfied", dependency(all, 0).get("verdict").getAsString(), all.toString());
    assertEquals("/usr/bin/gcc", dependency(all, 0).get("path").getAsString());
    assertEquals("satisfied", dependency(all, 1).get("verdict").getAsString(), all.toString());
    assertEquals("1.2.13", dependency(all, 1).get("version").getAsString());
    assertEquals("missing", dependency(all, 2).get("verdict").getAsString(), all.toString());
    assertEquals("apt-get install libssl-dev", dependency(all, 2).get("hint").getAsString());
    Jar.Result build = Jar.run("ext", project, "--sysroot", root, "--phase", "build");
    assertEquals(0, build.exit(), build.toString());
    Jar.Result map = Jar.run("ext", project, "--sysroot", root, "--map", "fedora");
    assertTrue(map.output().contains("fedora: openssl-devel"), map.toString());
  }

  @Test
  void whatAProfileDoesNotTellIsUnknown() throws IOException {
    String project = project("[external]\nhost-requires = ['dep:generic/zlib']\n");
    Jar.Result result = Jar.run("ext", project, "--profile", "@debian-12");
    assertEquals(3, result.exit(), result.toString());
    assertTrue(result.output().startsWith("unknown"), result.toString());
  }

  @Test
  void aDocumentThatBreaksItsFormatIsRefusedWithThePlace() throws IOException {
    Jar.Result result = Jar.run("ext", project("[external]\ndependencies = ['openssl']\n"));
    assertEquals(2, result.exit(), result.toString());
    assertTrue(result.error().contains(":2:18: an external dependency"), result.toString());
    Jar.Result json = Jar.run("ext", project("[external]\nx = 1\n"), "--json");
    assertEquals(2, json.exit(), json.toString());
    assertEquals(
        11,
        JsonParser.parseString(json.output())
            .getAsJsonObject()
            .getAsJsonObject("error")
            .get("offset")
            .getAsInt());
  }

  @Test
  void checkReadsClassifiersAndLockFiles() throws IOException {
    Jar.Result other =
        Jar.run(
            "check",
            "io.netty:netty-tcnative:2.0.65.Final:osx-aarch_64",
            "--profile",
            "@debian-12");
    assertEquals(1, other.exit(), other.toString());
    Jar.Result own =
        Jar.run(
            "check",
            "io.netty:netty-tcnative:2.0.65.Final:linux-x86_64",
            "--profile",
            "@debian-12");
    assertEquals(0, own.exit(), own.toString());
    Path lock =
        Files.writeString(
            directory.resolve("package-lock.json"),
            "{\"lockfileVersion\": 3, \"packages\": {\"node_modules/a\": {\"os\": [\"win32\"]}}}");
    Jar.Result npm = Jar.run("check", lock.toString(), "--profile", "@debian-12", "--json");
    assertEquals(1, npm.exit(), npm.toString());
    assertTrue(npm.output().contains("npm's os here is linux"), npm.toString());
  }
}
