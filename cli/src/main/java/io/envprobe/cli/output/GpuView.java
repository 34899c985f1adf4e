package io.envprobe.cli.output;

import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Graphics processors as a page for a person. */
public final class GpuView {
  private final Style style;
  private final FactText facts;
  private final StringBuilder text = new StringBuilder();

  private GpuView(Profile profile, Style style) {
    this.style = style;
    this.facts = new FactText(profile, style);
  }

  /** Shows the page. */
  public static void show(Output output, Profile profile, List<Finding> findings) {
    GpuView view = new GpuView(profile, output.style());
    view.head();
    new CudaView(view.facts, view.text).append();
    view.amd();
    view.interfaces();
    view.variables();
    view.findings(findings);
    output.text(view.text);
  }

  private void head() {
    String count = facts.value(GpuFacts.GPU_COUNT);
    text.append(style.strong("Graphics processors: " + count)).append('\n');
    Columns columns = new Columns();
    for (FactRecord device : facts.records(GpuFacts.GPU_DEVICES)) {
      columns.row().cell("  " + device.text("vendor").orElse(""));
      columns.cell(
          FactText.words(
              device.text("name").or(() -> name(device)),
              device.text("pci_address"),
              device.text("pci_id"),
              device.text("kind"),
              device.text("driver").map(driver -> "driver " + driver),
              device.text("node"),
              device.text("access")));
    }
    text.append(columns.text());
  }

  /** What a maker's library, or otherwise another interface, calls a device of the bus. */
  private Optional<String> name(FactRecord device) {
    Optional<String> name = Optional.empty();
    for (FactKey<List<FactRecord>> key : List.of(CudaFacts.CUDA_DEVICES, GpuFacts.ROCM_DEVICES)) {
      name = name.or(() -> name(key, "pci_address", device));
    }
    for (FactKey<List<FactRecord>> key :
        List.of(GpuFacts.LEVELZERO_DEVICES, GpuFacts.VULKAN_DEVICES)) {
      name = name.or(() -> name(key, "pci_id", device));
    }
    return name;
  }

  private Optional<String> name(FactKey<List<FactRecord>> key, String member, FactRecord device) {
    for (FactRecord each : facts.records(key)) {
      if (each.text(member).isPresent() && each.text(member).equals(device.text(member))) {
        return each.text("name").filter(name -> !name.isBlank());
      }
    }
    return Optional.empty();
  }

  private void amd() {
    List<FactRecord> devices = facts.records(GpuFacts.ROCM_DEVICES);
    List<FactRecord> installations = facts.records(GpuFacts.ROCM_INSTALLATIONS);
    if (devices.isEmpty() && installations.isEmpty()) {
      return;
    }
    facts.section(text, "AMD");
    Columns columns = new Columns();
    FactText.row(columns, "ROCm", facts.value(GpuFacts.ROCM_VERSION));
    usable(columns, GpuFacts.ROCM_USABLE);
    for (FactRecord device : devices) {
      FactText.row(
          columns,
          "node " + device.text("node").orElse(""),
          FactText.words(
              device.text("name"),
              device.text("target"),
              device.text("generation"),
              device.text("reported_as").map(each -> "reported as " + each),
              device.integer("memory_mib").map(each -> each + " MiB"),
              device.text("render_node"),
              device.fields().containsKey("visible") && !device.isTrue("visible")
                  ? Optional.of("not given to programs")
                  : Optional.empty(),
              device.isTrue("hidden") ? Optional.of("hidden") : Optional.empty()));
    }
    text.append(columns.text());
  }

  private void interfaces() {
    facts.section(text, "Interfaces");
    Columns columns = new Columns();
    line(columns, "Level Zero", GpuFacts.LEVELZERO_VERSION, GpuFacts.LEVELZERO_USABLE);
    names(columns, GpuFacts.LEVELZERO_DEVICES);
    line(columns, "OpenCL", GpuFacts.OPENCL_VERSION, GpuFacts.OPENCL_USABLE);
    for (FactRecord platform : facts.records(GpuFacts.OPENCL_PLATFORMS)) {
      FactText.row(
          columns,
          "",
          platform.text("name").orElse("")
              + ": "
              + String.join(", ", platform.texts("devices"))
              + " ("
              + String.join(", ", platform.texts("kinds"))
              + ")");
    }
    line(columns, "Vulkan", GpuFacts.VULKAN_VERSION, GpuFacts.VULKAN_USABLE);
    names(columns, GpuFacts.VULKAN_DEVICES);
    FactText.row(columns, "Metal", facts.truth(GpuFacts.METAL_USABLE));
    text.append(columns.text());
  }

  private void names(Columns columns, FactKey<List<FactRecord>> key) {
    for (FactRecord device : facts.records(key)) {
      FactText.row(
          columns,
          "",
          device.text("name").orElse("") + " (" + device.text("kind").orElse("") + ")");
    }
  }

  private void line(
      Columns columns, String name, FactKey<String> version, FactKey<Boolean> usable) {
    boolean none = facts.areAbsent(version, usable);
    FactText.row(
        columns, name, none ? "none" : facts.value(version) + "; usable: " + facts.truth(usable));
  }

  private void variables() {
    List<FactRecord> variables = facts.records(GpuFacts.GPU_VARIABLES);
    List<FactRecord> overrides = facts.records(GpuFacts.GPU_OVERRIDES);
    List<String> declared = new ArrayList<>();
    for (Fact<?> fact : facts.profile().facts()) {
      boolean ours = fact.origin() == Origin.DECLARED && !fact.key().equals(GpuFacts.GPU_OVERRIDES);
      if (ours) {
        declared.add(fact.key().name());
      }
    }
    if (variables.isEmpty() && overrides.isEmpty() && declared.isEmpty()) {
      return;
    }
    facts.section(text, "Variables and overrides");
    Columns columns = new Columns();
    for (FactRecord variable : variables) {
      FactText.row(columns, assignment(variable), variable.text("effect").orElse(""));
    }
    for (FactRecord override : overrides) {
      FactText.row(
          columns,
          assignment(override),
          "DECLARED for "
              + override.text("tool").orElse("")
              + " in place of "
              + override.text("fact").orElse(""));
    }
    for (String key : declared) {
      FactText.row(columns, key, "DECLARED on the command line");
    }
    text.append(columns.text());
  }

  private static String assignment(FactRecord variable) {
    return variable.text("name").orElse("") + "=" + variable.text("value").orElse("");
  }

  private void findings(List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    facts.section(text, "What to know");
    for (Finding finding : findings) {
      String severity = finding.severity().name().toLowerCase(Locale.ROOT);
      String painted =
          finding.severity() == Severity.ERROR
              ? style.bad(severity)
              : finding.severity() == Severity.WARNING ? style.unsure(severity) : severity;
      text.append("  ").append(painted).append(": ").append(finding.message()).append('\n');
      if (!finding.remedy().isEmpty()) {
        text.append("    remedy: ").append(finding.remedy()).append('\n');
      }
    }
  }

  private void usable(Columns columns, FactKey<Boolean> key) {
    FactText.row(columns, "usable", facts.truth(key));
  }
}
