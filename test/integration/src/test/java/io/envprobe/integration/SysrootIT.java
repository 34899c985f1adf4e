package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images made of the files of real packages; nothing inside is ever run. */
final class SysrootIT {
  @TempDir private Path directory;

  private Path unpack(String... packages) throws IOException {
    Path downloads = Files.createDirectory(directory.resolve("packages"));
    Path root = Files.createDirectory(directory.resolve("root"));
    boolean tools =
        Files.exists(Path.of("/usr/bin/apt-get")) && Files.exists(Path.of("/usr/bin/dpkg-deb"));
    if (!tools) {
      System.err.println(
          "PACKAGES CANNOT BE HAD: "
              + List.of(packages)
              + " were not unpacked; Debian's tools are missing");
    }
    Assumptions.assumeTrue(tools, "no apt-get");
    List<String> command = new java.util.ArrayList<>(List.of("/usr/bin/apt-get", "download", "-q"));
    command.addAll(List.of(packages));
    Jar.Result download = Jar.start(command, "", Map.of(), downloads);
    if (download.exit() != 0) {
      Jar.start(List.of("/usr/bin/apt-get", "update", "-q"), "", Map.of(), downloads);
      download = Jar.start(command, "", Map.of(), downloads);
    }
    if (download.exit() != 0) {
      System.err.println("PACKAGES CANNOT BE HAD: " + download);
    }
    Assumptions.assumeTrue(download.exit() == 0, "no packages");
    try (var files = Files.list(downloads)) {
      for (Path file : files.toList()) {
        Jar.Result result =
            Jar.start(
                List.of("/usr/bin/dpkg-deb", "-x", file.toString(), root.toString()),
                "",
                Map.of(),
                directory);
        assertEquals(0, result.exit(), result.toString());
      }
    }
    return root;
  }

  private static String first(Jar.Result result, String prefix) {
    return result.output().lines().filter(tag -> tag.startsWith(prefix)).findFirst().orElse("none");
  }

  private static Optional<String> compiler() {
    for (String path : List.of("/usr/bin/cc", "/usr/bin/gcc")) {
      if (Files.exists(Path.of(path))) {
        return Optional.of(path);
      }
    }
    System.err.println("NO C COMPILER: programs of a musl image were not built");
    return Optional.empty();
  }

  @Test
  void anUnpackedDebianHasManylinuxTagsOfItsOwnGlibc() throws IOException {
    Path root = unpack("libc6", "dash", "base-files");
    if (!Files.exists(root.resolve("bin/sh"))) {
      Files.createSymbolicLink(root.resolve("bin/sh"), Path.of("dash"));
    }
    Jar.Result tags = Jar.run("tags", "python", "--sysroot", root.toString());
    assertEquals(0, tags.exit(), tags.toString());
    Jar.Result version =
        Jar.run(
            "facts",
            "--json",
            "--sysroot",
            root.toString(),
            "libc",
            "os.id",
            "kernel",
            "cpu.features");
    assertTrue(version.output().contains("\"value\":\"glibc\""), version.toString());
    assertTrue(version.output().contains("NOT_PROBED"), version.toString());
    assertTrue(first(tags, "manylinux").matches("manylinux_2_[0-9]+_x86_64"), tags.toString());
    assertEquals("none", first(tags, "musllinux"));
  }

  @Test
  void anUnpackedMuslSystemHasMusllinuxTagsThoughItIsReadOnAGlibcMachine() throws IOException {
    Path root = unpack("musl");
    Optional<String> compiler = compiler();
    Assumptions.assumeTrue(compiler.isPresent(), "no C compiler");
    Path source =
        Files.writeString(directory.resolve("sh.c"), "void _start(void) { for (;;) {} }\n");
    Files.createDirectories(root.resolve("bin"));
    Jar.Result compiled =
        Jar.start(
            List.of(
                compiler.orElseThrow(),
                "-nostdlib",
                "-fPIE",
                "-pie",
                "-Wl,--dynamic-linker=/lib/ld-musl-x86_64.so.1",
                "-o",
                root.resolve("bin/sh").toString(),
                source.toString()),
            "",
            Map.of(),
            directory);
    assertEquals(0, compiled.exit(), compiled.toString());
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/os-release"), "ID=alpine\nVERSION_ID=3.20\n");
    Jar.Result tags = Jar.run("tags", "python", "--sysroot", root.toString());
    assertEquals(0, tags.exit(), tags.toString());
    assertTrue(first(tags, "musllinux").matches("musllinux_1_[0-9]+_x86_64"), tags.toString());
    assertEquals("none", first(tags, "manylinux"));
    assertEquals(
        0,
        Jar.run("eval", "--sysroot", root.toString(), "os_id == 'alpine' and libc_name == 'musl'")
            .exit());
  }

  @Test
  void anEmptyImageIsUnknownAndNotGuessed() throws IOException {
    Path root = Files.createDirectory(directory.resolve("empty"));
    Jar.Result tags = Jar.run("tags", "python", "--sysroot", root.toString(), "--strict");
    assertEquals(3, tags.exit(), tags.toString());
    assertEquals("", tags.output());
    assertEquals(2, Jar.run("tags", "--sysroot", root.resolve("missing").toString()).exit());
  }

  @Test
  void damagedFilesInAnImageAreFindingsAndEndInTime() throws IOException {
    Path root = Files.createDirectory(directory.resolve("damaged"));
    Files.createDirectories(root.resolve("etc"));
    Files.createDirectories(root.resolve("bin"));
    Files.createDirectories(root.resolve("lib64"));
    Files.createSymbolicLink(root.resolve("etc/os-release"), Path.of("os-release"));
    try (java.io.RandomAccessFile huge =
        new java.io.RandomAccessFile(root.resolve("bin/sh").toFile(), "rw")) {
      huge.setLength(1L << 30);
    }
    Files.write(root.resolve("bin/ls"), new byte[0]);
    assertEquals(
        0,
        Jar.start(
                List.of("/usr/bin/mkfifo", root.resolve("lib64/ld-linux-x86-64.so.2").toString()),
                "",
                Map.of(),
                directory)
            .exit());
    Jar.Result facts = Jar.run("facts", "--sysroot", root.toString(), "os", "libc");
    assertEquals(0, facts.exit(), facts.toString());
    assertTrue(facts.error().contains("[host.unreadable-file]"), facts.toString());
  }
}
