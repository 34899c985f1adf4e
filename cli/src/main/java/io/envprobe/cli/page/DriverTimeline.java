package io.envprobe.cli.page;

import io.envprobe.accelerator.Certainty;
import io.envprobe.accelerator.ComputeCapability;
import io.envprobe.accelerator.CudaDriver;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Profile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * CUDA's releases in their order, and over them what the driver runs, which devices have code in
 * which toolkits, and which runtimes are installed.
 */
final class DriverTimeline {
  private static final int LEFT = 150;
  private static final int STEP = 40;
  private static final int ROW = 30;

  private final Html html;
  private final Profile machine;
  private final List<String> toolkits = new ArrayList<>(CudaDriver.toolkits());

  DriverTimeline(Html html, Profile machine) {
    this.html = html;
    this.machine = machine;
    Collections.reverse(toolkits);
  }

  void write() {
    html.open("section", "id", "gpu").element("h2", "Graphics processors and drivers").line();
    devices();
    Optional<String> version = machine.reading(CudaFacts.CUDA_VERSION).asOptional();
    List<FactRecord> devices = records(machine.fact(CudaFacts.CUDA_DEVICES));
    if (version.isEmpty() && devices.isEmpty()) {
      html.open("p").text("CUDA: ");
      FactTables.reading(html, machine.fact(CudaFacts.CUDA_VERSION));
      html.text(", so there is no time line of drivers.").close().line();
    } else {
      timeline(version, devices);
    }
    html.close().line();
  }

  private void devices() {
    Fact<List<FactRecord>> devices = machine.fact(GpuFacts.GPU_DEVICES);
    List<FactRecord> records = records(devices);
    if (records.isEmpty()) {
      html.open("p").text("Devices: ");
      FactTables.reading(html, devices);
      html.close().line();
      return;
    }
    html.open("ul").line();
    for (FactRecord device : records) {
      html.open("li").element("strong", device.text("vendor").orElse("unknown vendor")).text(" ");
      html.text(device.text("name").or(() -> device.text("pci_id")).orElse(""));
      device.text("driver").ifPresent(driver -> html.text(", driver " + driver));
      device.text("access").ifPresent(access -> html.text(", access " + access));
      html.close().line();
    }
    html.close().line();
  }

  private void timeline(Optional<String> version, List<FactRecord> devices) {
    List<FactRecord> runtimes = records(machine.fact(CudaFacts.CUDA_RUNTIMES));
    int rows = 3 + devices.size() + (runtimes.isEmpty() ? 0 : 1);
    int width = LEFT + toolkits.size() * STEP + 10;
    int height = rows * ROW + 10;
    html.open("figure").line();
    html.open(
            "svg",
            "viewBox",
            "0 0 " + width + " " + height,
            "role",
            "img",
            "aria-label",
            "releases of CUDA and what this machine runs of them")
        .line();
    head("toolkit", 0);
    head("needs driver", 1);
    head(version.map(text -> "driver, CUDA " + text).orElse("driver"), 2);
    CudaDriver driver =
        new CudaDriver(machine.reading(CudaFacts.CUDA_DRIVER).asOptional(), version, false);
    for (int i = 0; i < toolkits.size(); i++) {
      String toolkit = toolkits.get(i);
      label(i, 0, toolkit, "middle");
      label(i, 1, CudaDriver.leastFor(toolkit, false).map(DriverTimeline::branch).orElse("–"), "");
      support(i, driver.supports(toolkit), toolkit);
    }
    int row = 3;
    for (FactRecord device : devices) {
      device(device, row++);
    }
    if (!runtimes.isEmpty()) {
      head("runtimes here", row);
      for (FactRecord runtime : runtimes) {
        runtime(runtime, row);
      }
    }
    html.close().line();
    html.open("figcaption").text("● runs   ◐ runs, but newer intermediate code is not compiled   ");
    html.text("○ needs a newer driver   ? not known   ━ the toolkit has code for the device   ");
    html.text("◆ installed runtime").close().close().line();
  }

  private void device(FactRecord device, int row) {
    String capability = device.text("compute_capability").orElse("");
    head(
        (capability.isEmpty() ? "" : capability + " ")
            + device.text("name").or(() -> device.text("architecture")).orElse("device"),
        row);
    Optional<ComputeCapability> known = ComputeCapability.parse(capability);
    for (int i = 0; i < toolkits.size(); i++) {
      String toolkit = toolkits.get(i);
      switch (known.map(each -> each.isCompiledBy(toolkit)).orElse(Certainty.UNKNOWN)) {
        case YES, LIKELY -> bar(i, row);
        case UNKNOWN -> label(i, row, "?", "");
        case NO -> {} // An empty place says so.
      }
    }
  }

  private void bar(int column, int row) {
    html.single(
        "rect",
        "x",
        String.valueOf(LEFT + column * STEP),
        "y",
        String.valueOf(row * ROW + 13),
        "width",
        String.valueOf(STEP),
        "height",
        "6",
        "class",
        "good");
  }

  private void runtime(FactRecord runtime, int row) {
    String version = runtime.text("version").orElse("");
    for (int i = 0; i < toolkits.size(); i++) {
      if (version.equals(toolkits.get(i)) || version.startsWith(toolkits.get(i) + ".")) {
        label(i, row, "◆", "");
        return;
      }
    }
  }

  private void support(int column, CudaDriver.Support support, String toolkit) {
    String sign =
        switch (support) {
          case FULL -> "●";
          case MINOR_VERSION -> "◐";
          case NONE -> "○";
          case UNKNOWN -> "?";
        };
    String style =
        switch (support) {
          case FULL -> "good";
          case MINOR_VERSION, UNKNOWN -> "unsure";
          case NONE -> "bad";
        };
    html.open("text", at(column, 2, "sign " + style)).element("title", "CUDA " + toolkit);
    html.text(sign).close();
  }

  private void head(String text, int row) {
    String shown = text.length() > 22 ? text.substring(0, 21) + "…" : text;
    html.open("text", "x", "0", "y", String.valueOf(row * ROW + 20), "class", "head");
    html.element("title", text).text(shown).close().line();
  }

  private void label(int column, int row, String text, String style) {
    html.element("text", text, at(column, row, style));
  }

  private static String[] at(int column, int row, String style) {
    return new String[] {
      "x",
      String.valueOf(LEFT + column * STEP + STEP / 2),
      "y",
      String.valueOf(row * ROW + 20),
      "class",
      ("tick " + style).strip()
    };
  }

  private static String branch(String release) {
    int dot = release.indexOf('.');
    return dot < 0 ? release : release.substring(0, dot);
  }

  private static List<FactRecord> records(Fact<List<FactRecord>> fact) {
    return fact.reading().asOptional().orElse(List.of());
  }
}
