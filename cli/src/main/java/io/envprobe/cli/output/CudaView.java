package io.envprobe.cli.output;

import io.envprobe.accelerator.ComputeCapability;
import io.envprobe.accelerator.CudaDriver;
import io.envprobe.accelerator.Fits;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.FactRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** NVIDIA's part of the page: driver, devices, what fits them, and the libraries. */
record CudaView(FactText facts, StringBuilder text) {
  /** Until a recording of a machine with such a device stands among the tests. */
  private static final String UNSEEN =
      "tested with imitations of NVIDIA's libraries; not yet seen on hardware";

  void append() {
    nvidia();
    fits();
    libraries();
  }

  private void nvidia() {
    boolean nothing =
        facts.areAbsent(
            CudaFacts.CUDA_DRIVER, CudaFacts.CUDA_DRIVER_LIBRARIES, CudaFacts.CUDA_DEVICES);
    facts.section(text, "NVIDIA");
    Columns columns = new Columns();
    if (nothing) {
      FactText.row(columns, "driver", "none, no device, no library");
      text.append(columns.text());
      return;
    }
    FactText.row(columns, "kernel driver", facts.value(CudaFacts.CUDA_DRIVER) + flavour());
    FactText.row(columns, "user driver", facts.value(CudaFacts.CUDA_USER_DRIVER));
    FactText.row(columns, "CUDA of the driver", facts.value(CudaFacts.CUDA_VERSION));
    FactText.row(columns, "CUDA runtimes", runtimes());
    FactText.row(columns, "usable", facts.truth(CudaFacts.CUDA_USABLE));
    FactText.row(
        columns,
        "programs see",
        facts.value(CudaFacts.CUDA_VISIBLE_COUNT)
            + " of "
            + facts.value(CudaFacts.CUDA_DEVICE_COUNT));
    for (FactRecord device : facts.records(CudaFacts.CUDA_DEVICES)) {
      FactText.row(columns, "device " + device.integer("index").orElse(0L), device(device));
    }
    text.append(columns.text());
    text.append(facts.style().faint("  " + UNSEEN)).append('\n');
  }

  private String flavour() {
    Optional<String> flavour = facts.profile().reading(CudaFacts.CUDA_DRIVER_FLAVOUR).asOptional();
    return flavour.map(name -> " (" + name + ")").orElse("");
  }

  /** Several may be there at once, each for the programs that bring it. */
  private String runtimes() {
    List<String> runtimes = new ArrayList<>();
    for (FactRecord runtime : facts.records(CudaFacts.CUDA_RUNTIMES)) {
      String version = runtime.text("version").or(() -> runtime.text("soname")).orElse("");
      String owner = runtime.text("owner").map(each -> " (" + each + ")").orElse("");
      if (!runtimes.contains(version + owner)) {
        runtimes.add(version + owner);
      }
    }
    return runtimes.isEmpty() ? facts.value(CudaFacts.CUDA_RUNTIMES) : String.join(", ", runtimes);
  }

  private static String device(FactRecord device) {
    Optional<ComputeCapability> capability =
        device.text("compute_capability").flatMap(ComputeCapability::parse);
    return FactText.words(
        device.text("name"),
        device.text("architecture"),
        device
            .text("compute_capability")
            .map(each -> each + " (" + String.join(" ", device.texts("families")) + ")"),
        device.integer("memory_mib").map(each -> each + " MiB"),
        device.integer("mig_instances").map(each -> each + " MIG instances"),
        device.text("pci_address"),
        device.fields().containsKey("visible") && !device.isTrue("visible")
            ? Optional.of("not given to programs")
            : Optional.empty(),
        capability
            .flatMap(ComputeCapability::lastDriverBranch)
            .map(branch -> "drivers up to branch " + branch),
        capability
            .flatMap(ComputeCapability::lastToolkit)
            .map(toolkit -> "toolkits up to " + toolkit),
        device.text("access").filter(each -> !each.equals("rw")).map(each -> "access " + each),
        device.text("problem"));
  }

  /** What fits the driver and the devices. */
  private void fits() {
    Optional<Fits> fits = Fits.of(facts.profile());
    if (fits.isEmpty()) {
      return;
    }
    facts.section(text, "What fits this driver");
    Columns columns = new Columns();
    for (Fits.Toolkits each : fits.get().toolkits()) {
      String meaning = support(each.support());
      columns.row().cell("  CUDA " + each.range()).cell(meaning, paint(each.support(), meaning));
    }
    Optional<String> ptx =
        facts.profile().reading(CudaFacts.CUDA_VERSION).asOptional().flatMap(CudaDriver::newestPtx);
    ptx.ifPresent(version -> FactText.row(columns, "PTX", "compiled up to " + version));
    for (Fits.Release each : fits.get().cudnn()) {
      String meaning =
          each.fits() ? "yes, for CUDA " + String.join(" and ", each.cuda()) : each.reason();
      columns.row().cell("  cuDNN " + each.range());
      columns.cell(
          meaning, each.fits() ? facts.style().good(meaning) : facts.style().faint(meaning));
    }
    text.append(columns.text());
  }

  private static String support(CudaDriver.Support support) {
    return switch (support) {
      case FULL -> "yes";
      case MINOR_VERSION -> "yes, but newer PTX is not compiled";
      case NONE -> "no: a newer driver, or a forward-compatibility package";
      case UNKNOWN -> "not known";
    };
  }

  private String paint(CudaDriver.Support support, String meaning) {
    return switch (support) {
      case FULL -> facts.style().good(meaning);
      case MINOR_VERSION, UNKNOWN -> facts.style().unsure(meaning);
      case NONE -> facts.style().faint(meaning);
    };
  }

  private void libraries() {
    List<FactRecord> toolkits = facts.records(CudaFacts.CUDA_TOOLKITS);
    List<FactRecord> libraries = facts.records(CudaFacts.CUDA_LIBRARIES);
    if (toolkits.isEmpty() && libraries.isEmpty()) {
      return;
    }
    facts.section(text, "CUDA libraries");
    Columns columns = new Columns();
    for (FactRecord toolkit : toolkits) {
      columns.row().cell("  toolkit").cell(toolkit.text("version").orElse("version not told"));
      columns.cell(toolkit.text("owner").orElse("")).cell(toolkit.text("path").orElse(""));
    }
    for (FactRecord library : libraries) {
      columns.row().cell("  " + library.text("component").orElse(""));
      columns.cell(library.text("version").or(() -> library.text("soname")).orElse(""));
      columns.cell(library.text("owner").orElse(""));
      String state =
          library.isTrue("complete")
              ? ""
              : library
                  .text("problem")
                  .orElse("lacks " + String.join(", ", library.texts("missing")));
      columns.cell(library.text("path").orElse("")).cell(state, facts.style().bad(state));
    }
    text.append(columns.text());
  }
}
