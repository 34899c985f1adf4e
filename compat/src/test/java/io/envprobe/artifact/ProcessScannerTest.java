package io.envprobe.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.artifact.internal.ProcessScan;
import io.envprobe.fact.Finding;
import io.envprobe.host.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessScannerTest {
  @Test
  void findsTwoCopiesOfOneLibraryAndTwoRuntimes() {
    StringBuilder maps = new StringBuilder();
    for (String path :
        List.of(
            "/usr/lib/libfoo.so.1",
            "/opt/lib/libfoo.so.1",
            "/usr/lib/libgomp.so.1",
            "/opt/lib/libiomp5.so",
            "/opt/lib/gone.so (deleted)")) {
      maps.append("00400000-00452000 r-xp 00000000 08:02 1 ").append(path).append('\n');
    }
    MemoryInputs inputs =
        new MemoryInputs()
            .file("/proc/7/maps", maps.toString().getBytes(StandardCharsets.UTF_8))
            .file("/usr/lib/libfoo.so.1", named("libfoo.so.1"))
            .file("/opt/lib/libfoo.so.1", named("libfoo.so.1"))
            .file("/usr/lib/libgomp.so.1", named("libgomp.so.1"))
            .file("/opt/lib/libiomp5.so", named("libiomp5.so"));
    ArtifactReport report = ProcessScan.of(inputs, 7).answer().orElseThrow();
    assertEquals(4, report.files().size());
    assertEquals(
        List.of("process.deleted", "process.same-soname", "R07"),
        report.findings().stream().map(Finding::rule).toList());
    assertTrue(ProcessScan.of(inputs, 8) instanceof Outcome.Failure);
  }

  @Test
  void aProcessInAContainerIsReadThroughItsRoot() {
    MemoryInputs inputs =
        new MemoryInputs()
            .file(
                "/proc/7/maps",
                "0-1 r-xp 0 08:02 1 /lib/libc.so.6\n".getBytes(StandardCharsets.UTF_8))
            .link("/proc/7/root", "/var/lib/containers/1")
            .file("/proc/7/root/lib/libc.so.6", named("libc.so.6"));
    ArtifactReport report = ProcessScan.of(inputs, 7).answer().orElseThrow();
    assertEquals("/proc/7/root/lib/libc.so.6", report.files().get(0).path());
  }

  private static byte[] named(String soname) {
    return new ElfSample().soname(soname).bytes();
  }
}
