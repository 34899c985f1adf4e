package io.envprobe.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SamplesTest {
  private interface Sample {
    void run(String... arguments) throws Exception;
  }

  private static String output(Sample sample, String... arguments) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      sample.run(arguments);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void printTagsPrintsThePlainTagOfThisMachineFirst() throws Exception {
    String first = output(PrintTags::main).split("\n", -1)[0];
    assertTrue(first.matches("(linux|macosx|win).*"), first);
  }

  @Test
  void evaluateMarkerNamesWhatDecided() throws Exception {
    assertEquals(
        "FALSE\n  decided by glibc_version >= \"2.35\" at 0\n",
        output(
            EvaluateMarker::main,
            "ubuntu-20.04",
            "glibc_version >= \"2.35\" and sys_platform == \"linux\""));
    assertEquals(
        "UNKNOWN\n  decided by cuda_version >= \"12\" at 0\n",
        output(EvaluateMarker::main, "debian-12", "cuda_version >= \"12\""));
  }

  @Test
  void pickWheelTakesTheBestBuildOrSaysWhyNone() throws Exception {
    assertEquals(
        "manylinux_2_28_x86_64\n",
        output(
            PickWheel::main,
            "debian-12",
            "manylinux2014_x86_64",
            "manylinux_2_28_x86_64",
            "musllinux_1_2_x86_64"));
    assertEquals(
        "manylinux_2_34_x86_64: glibc 2.31 is older than 2.34\n",
        output(PickWheel::main, "ubuntu-20.04", "manylinux_2_34_x86_64"));
  }

  private static void jar(Path directory, String name, String entry) throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(directory.resolve(name)))) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(name.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void unpackNativeUnpacksTheJarOfTheMachineAndSaysWhyNotTheOthers(@TempDir Path directory)
      throws Exception {
    Path jars = Files.createDirectory(directory.resolve("jars"));
    jar(jars, "acme-1.0-linux-aarch64.jar", "lib/libacme.so");
    jar(jars, "acme-1.0-linux-x86_64.jar", "lib/libacme.so");
    jar(jars, "acme-1.0-linux-x86_64-gpu.jar", "lib/libacme.so");
    jar(jars, "acme-1.0-windows-x86_64.jar", "lib/acme.dll");
    Path target = directory.resolve("here");
    assertEquals(
        """
        acme-1.0-linux-x86_64.jar: chosen
        acme-1.0-linux-x86_64-gpu.jar: not known whether it runs: cuda.version is not known: nothing looked for cuda.version
        acme-1.0-linux-aarch64.jar: does not run: it is for aarch64, and the architecture here is x86_64
        acme-1.0-windows-x86_64.jar: does not run: it is for windows, and the system here is linux
        unpacked lib/libacme.so
        """,
        output(UnpackNative::main, jars.toString(), target.toString(), "debian-12"));
    assertEquals("acme-1.0-linux-x86_64.jar", Files.readString(target.resolve("lib/libacme.so")));
  }

  @Test
  void unpackNativeWritesNothingOutsideOfItsTarget(@TempDir Path directory) throws Exception {
    Path jars = Files.createDirectory(directory.resolve("jars"));
    jar(jars, "acme-1.0-linux-x86_64.jar", "../outside");
    output(UnpackNative::main, jars.toString(), directory.resolve("here") + "", "debian-12");
    assertFalse(Files.exists(directory.resolve("outside")));
  }

  @Test
  void profileServiceSpeaksPrometheusAndOpenTelemetry() throws Exception {
    String address = output(ProfileService::main, "0").strip();
    String metrics = text(address);
    assertTrue(
        metrics.matches(
            "# TYPE envprobe_info gauge\\nenvprobe_info\\{os_name=\"[a-z]+\","
                + "cpu_arch=\"[a-z0-9_]+\",libc_version=\"[0-9.]*\"} 1\\n"),
        metrics);
    String resource = text(address.replace("/metrics", "/resource"));
    assertTrue(
        resource.matches("os.type=[a-z]+,cpu.arch=[a-z0-9_]+,libc.version=[0-9.]*\\n"), resource);
  }

  private static String text(String address) throws IOException {
    try (InputStream stream = URI.create(address).toURL().openStream()) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
