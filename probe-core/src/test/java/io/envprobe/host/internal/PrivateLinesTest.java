package io.envprobe.host.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PrivateLinesTest {
  private static String hidden(String text) {
    return new String(
        PrivateLines.hide(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  @Test
  void theSerialNumberOfASmallBoardIsHidden() {
    assertEquals(
        "Hardware\t: BCM2835\nRevision\t: c03111\nSerial\t\t: hidden\nModel\t\t: Raspberry Pi 4\n",
        hidden(
            "Hardware\t: BCM2835\n"
                + "Revision\t: c03111\n"
                + "Serial\t\t: 10000000a1b2c3d4\n"
                + "Model\t\t: Raspberry Pi 4\n"));
  }

  @Test
  void theUuidOfAGraphicsProcessorIsHidden() {
    assertEquals(
        "Model: \t\t NVIDIA A100\nGPU UUID: hidden\nBus Location: \t 0000:3b:00.0",
        hidden(
            "Model: \t\t NVIDIA A100\n"
                + "GPU UUID: \t GPU-01234567-89ab-cdef-0123-456789abcdef\n"
                + "Bus Location: \t 0000:3b:00.0"));
  }

  @Test
  void otherTextsAreTheSameBytes() {
    byte[] cpuinfo = "processor\t: 0\nmodel name\t: Fäke\n".getBytes(StandardCharsets.UTF_8);
    assertSame(cpuinfo, PrivateLines.hide(cpuinfo));
    assertTrue(PrivateLines.mayBeIn("/proc/driver/nvidia/gpus/0000:3b:00.0/information"));
    assertFalse(PrivateLines.mayBeIn("/etc/os-release"));
  }
}
