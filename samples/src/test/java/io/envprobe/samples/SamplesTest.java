package io.envprobe.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class SamplesTest {
  private interface Sample {
    void run(String... arguments);
  }

  private static String output(Sample sample, String... arguments) {
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
  void printTagsPrintsThePlainTagOfThisMachineFirst() {
    String first = output(PrintTags::main).split("\n", -1)[0];
    assertTrue(first.matches("(linux|macosx|win).*"), first);
  }

  @Test
  void evaluateMarkerNamesWhatDecided() {
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
  void pickWheelTakesTheBestBuildOrSaysWhyNone() {
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
}
