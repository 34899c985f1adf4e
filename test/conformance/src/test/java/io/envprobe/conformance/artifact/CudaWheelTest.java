package io.envprobe.conformance.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.artifact.ArtifactReport;
import io.envprobe.artifact.ArtifactScanner;
import io.envprobe.artifact.GpuSummary;
import io.envprobe.artifact.NativeFile;
import io.envprobe.host.LiveInputs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * A wheel of PyTorch for CUDA, named by {@code -Denvprobe.cuda.wheel=FILE}: the processors that
 * each module of its largest library has code for are those that {@code torch.cuda.get_arch_list()}
 * tells, which is a text in one of its libraries.
 */
class CudaWheelTest {
  private static final Pattern LIST = Pattern.compile("sm_[0-9]+[af]?( (sm|compute)_[0-9]+[af]?)+");

  @Test
  void agreesWithTheArchitecturesThatTheWheelTells() throws IOException {
    Optional<String> named = Optional.ofNullable(System.getProperty("envprobe.cuda.wheel"));
    if (named.isEmpty()) {
      System.err.println("NO CUDA WHEEL: set -Denvprobe.cuda.wheel=FILE to compare one");
    }
    Assumptions.assumeTrue(named.isPresent(), "no CUDA wheel");
    String wheel = named.orElseThrow();
    ArtifactReport report =
        ArtifactScanner.of(new LiveInputs(InputStream.nullInputStream()))
            .scan(List.of(wheel))
            .answer()
            .orElseThrow();
    Optional<NativeFile> library =
        report.files().stream()
            .filter(file -> file.path().endsWith("/libtorch_cuda.so"))
            .findFirst();
    assertTrue(library.isPresent(), "no libtorch_cuda.so");
    GpuSummary summary = GpuSummary.of(library.get().gpu().orElseThrow());
    assertEquals(told(wheel), new TreeSet<>(summary.everywhere()));
  }

  private static Set<String> told(String wheel) throws IOException {
    try (ZipFile zip = new ZipFile(wheel)) {
      for (String name : List.of("torch/lib/libtorch_python.so", "torch/lib/libtorch_cuda.so")) {
        try (InputStream content = zip.getInputStream(new ZipEntry(name))) {
          Optional<String> list = list(content);
          if (list.isPresent()) {
            return new TreeSet<>(List.of(list.get().split(" ", -1)));
          }
        }
      }
    }
    return new TreeSet<>();
  }

  private static Optional<String> list(InputStream content) throws IOException {
    String before = "";
    byte[] piece = content.readNBytes(1 << 20);
    while (piece.length > 0) {
      String text = before + new String(piece, StandardCharsets.ISO_8859_1);
      Matcher matcher = LIST.matcher(text);
      if (matcher.find()) {
        return Optional.of(matcher.group());
      }
      before = text.substring(Math.max(0, text.length() - 4096));
      piece = content.readNBytes(1 << 20);
    }
    return Optional.empty();
  }
}
