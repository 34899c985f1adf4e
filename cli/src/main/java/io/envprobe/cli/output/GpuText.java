package io.envprobe.cli.output;

import io.envprobe.artifact.GpuSummary;
import io.envprobe.binaries.gpu.GpuCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What code for graphics processors is for, on a line. */
final class GpuText {
  private GpuText() {}

  static String of(GpuCode code) {
    GpuSummary summary = GpuSummary.of(code);
    int modules = code.modules().size();
    List<String> parts = new ArrayList<>();
    if (!summary.everywhere().isEmpty()) {
      parts.add(String.join(" ", summary.everywhere()));
    }
    if (!summary.somewhere().isEmpty()) {
      List<String> some = new ArrayList<>();
      for (Map.Entry<String, Integer> entry : summary.somewhere().entrySet()) {
        some.add(entry.getKey() + " (" + entry.getValue() + ")");
      }
      parts.add("in some modules only " + String.join(" ", some));
    }
    String count = modules == 1 ? "1 module" : modules + " modules";
    long waiting = code.modules().stream().filter(module -> !module.linked()).count();
    if (waiting > 0) {
      parts.add(waiting + " not linked yet");
    }
    return count
        + ": "
        + (parts.isEmpty() ? "nothing that could be read" : String.join("; ", parts));
  }
}
