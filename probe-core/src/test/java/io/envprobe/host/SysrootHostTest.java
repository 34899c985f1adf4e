package io.envprobe.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SysrootHostTest {
  @TempDir private Path directory;

  private TemporaryTree image() {
    return new TemporaryTree(directory.resolve("image"))
        .file("etc/os-release", "ID=inside\n")
        .file("usr/lib/real.txt", "real")
        .file("proc/cpuinfo", "never shown");
  }

  private Host host() {
    return SysrootHost.of(directory.resolve("image"));
  }

  private static FailureKind kind(Outcome<?> outcome) {
    return outcome.fold(answer -> FailureKind.UNSUPPORTED, Outcome.Failure::kind);
  }

  @Test
  void readsAFileOfTheImageAndNotOfTheMachine() {
    image();
    assertEquals(Outcome.of("ID=inside\n"), host().text("/etc/os-release"));
  }

  @Test
  void followsAnAbsoluteLinkInsideTheImage() {
    image().link("lib", "/usr/lib");
    assertEquals(Outcome.of("real"), host().text("/lib/real.txt"));
    assertEquals(Outcome.of("/usr/lib/real.txt"), host().realPath("/lib/real.txt"));
    assertEquals(Outcome.of("/usr/lib"), host().link("/lib"));
  }

  @Test
  void neverLeavesTheImageThroughDotsOrLinks() {
    new TemporaryTree(directory).file("secret", "outside");
    image().link("etc/out", "../../../../secret").link("etc/up", "/..");
    assertTrue(host().text("/etc/out").isNotFound());
    assertTrue(host().text("/../secret").isNotFound());
    assertEquals(Outcome.of("/"), host().realPath("/etc/up"));
  }

  @Test
  void aLoopOfLinksIsNeitherThereNorAbsent() {
    image().link("etc/a", "b").link("etc/b", "/etc/a");
    assertEquals(FailureKind.WRONG_TYPE, kind(host().text("/etc/a")));
  }

  @Test
  void aFileUsedAsADirectoryIsProofOfAbsence() {
    image();
    assertTrue(host().text("/etc/os-release/x").isNotFound());
  }

  @Test
  void aDirectoryIsNoFile() {
    image();
    assertEquals(FailureKind.WRONG_TYPE, kind(host().text("/etc")));
    assertEquals(Outcome.of(List.of("os-release")), host().list("/etc"));
  }

  @Test
  void aPipeIsNotOpened() throws IOException, InterruptedException {
    image();
    Path pipe = directory.resolve("image/etc/pipe");
    Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assertEquals(0, mkfifo.waitFor());
    assertEquals(FailureKind.WRONG_TYPE, kind(host().text("/etc/pipe")));
  }

  @Test
  void aHugeFileIsTooLargeWithoutBeingRead() throws IOException {
    image();
    try (java.io.RandomAccessFile file =
        new java.io.RandomAccessFile(directory.resolve("image/etc/huge").toFile(), "rw")) {
      file.setLength(1L << 30);
    }
    assertEquals(FailureKind.TOO_LARGE, kind(host().text("/etc/huge")));
    assertEquals(16, host().range("/etc/huge", (1L << 30) - 16, 100).answer().orElseThrow().length);
  }

  @Test
  void theMachineOfAnImageIsNotProbed() {
    image();
    assertEquals(FailureKind.NOT_PROBED, kind(host().text("/proc/cpuinfo")));
    assertEquals(FailureKind.NOT_PROBED, kind(host().property("os.arch")));
    assertTrue(host().variable("PATH").isNotFound());
  }

  @Test
  void aCopyOfTheFilesThatShowDevicesIsBelievedAboutThemAndAboutNothingElse() {
    image()
        .file("proc/driver/nvidia/version", "NVRM version")
        .file("sys/devices/gpu/class", "0x030000")
        .link("sys/bus/pci/devices/0000:01:00.0", "../../../devices/gpu");
    assertEquals(Outcome.of("NVRM version"), host().text("/proc/driver/nvidia/version"));
    assertEquals(Outcome.of("0x030000"), host().text("/sys/bus/pci/devices/0000:01:00.0/class"));
    assertTrue(host().text("/sys/class/kfd/kfd/topology/nodes/0/properties").isNotFound());
    assertTrue(host().status("/dev/nvidia0").isNotFound());
    assertEquals(FailureKind.NOT_PROBED, kind(host().text("/proc/cpuinfo")));
    assertEquals(FailureKind.NOT_PROBED, kind(host().text("/sys/devices/gpu/class")));
  }

  @Test
  void anImageThatHoldsNoDevicesDoesNotProveThatThereAreNone() {
    image().file("dev/null", "").file("dev/console", "");
    assertEquals(FailureKind.NOT_PROBED, kind(host().text("/proc/driver/nvidia/version")));
    assertEquals(FailureKind.NOT_PROBED, kind(host().list("/sys/bus/pci/devices")));
    assertEquals(FailureKind.NOT_PROBED, kind(host().status("/dev/kfd")));
  }

  @Test
  void onAMachineTheKernelAndProcessorAreThatMachines() {
    image();
    Host machine =
        new Host() {
          @Override
          public <T> Outcome<T> answer(Request<T> request) {
            return Outcome.of(
                request.decode(
                    ("machine " + request.key())
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
          }
        };
    Host joined = SysrootHost.on(machine, directory.resolve("image"));
    assertEquals(Outcome.of("machine content 1048576 /proc/cpuinfo"), joined.text("/proc/cpuinfo"));
    assertEquals(Outcome.of("ID=inside\n"), joined.text("/etc/os-release"));
    assertEquals(FailureKind.NOT_PROBED, kind(joined.text("/proc/self/maps")));
  }

  @Test
  void namesThatNoFileCanHaveAreAbsent() {
    image();
    assertTrue(host().text("/etc/\0").isNotFound());
  }
}
