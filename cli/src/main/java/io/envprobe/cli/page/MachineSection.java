package io.envprobe.cli.page;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.PythonFacts;
import java.util.ArrayList;
import java.util.List;

/** The machine at a glance. */
final class MachineSection {
  private MachineSection() {}

  /** What the machine is called on its page: system, architecture, processor. */
  static String title(Profile machine) {
    List<String> parts = new ArrayList<>();
    machine
        .reading(OsFacts.OS_PRETTY_NAME)
        .asOptional()
        .or(() -> machine.reading(OsFacts.OS_NAME).asOptional())
        .ifPresent(parts::add);
    machine.reading(CpuFacts.CPU_ARCH).asOptional().ifPresent(parts::add);
    machine
        .reading(CpuFacts.CPU_BRAND)
        .asOptional()
        .or(() -> machine.reading(CpuFacts.CPU_SILICON).asOptional())
        .ifPresent(parts::add);
    return parts.isEmpty() ? "A machine" : String.join(" · ", parts);
  }

  static void write(Html html, Profile machine) {
    html.open("section", "id", "machine").element("h2", "At a glance").line();
    html.open("dl", "class", "glance").line();
    row(html, machine, "System", OsFacts.OS_ID, OsFacts.OS_VERSION_ID);
    row(html, machine, "Kernel", OsFacts.KERNEL_NAME, OsFacts.KERNEL_VERSION);
    row(html, machine, "C library", LibraryFacts.LIBC_NAME, LibraryFacts.LIBC_VERSION);
    row(html, machine, "C++ runtime", LibraryFacts.LIBSTDCXX_GLIBCXX);
    row(html, machine, "Processor target", CpuFacts.CPU_TARGET);
    row(html, machine, "Graphics processors", GpuFacts.GPU_COUNT);
    row(html, machine, "NVIDIA driver", CudaFacts.CUDA_DRIVER);
    row(html, machine, "CUDA", CudaFacts.CUDA_VERSION);
    row(html, machine, "ROCm", GpuFacts.ROCM_VERSION);
    row(html, machine, "BLAS", LibraryFacts.BLAS_PROVIDERS);
    row(html, machine, "OpenMP", LibraryFacts.OPENMP_RUNTIMES);
    row(html, machine, "Python", PythonFacts.PYTHON_IMPLEMENTATION, PythonFacts.PYTHON_VERSION);
    html.close().close().line();
  }

  private static void row(Html html, Profile machine, String name, FactKey<?>... keys) {
    html.open("div").element("dt", name).open("dd");
    boolean told = false;
    for (FactKey<?> key : keys) {
      // Two parts of one answer are missing for one reason, which is said once.
      if (!told || machine.reading(key).isPresent()) {
        FactTables.reading(html, machine.fact(key));
        html.text(" ");
      }
      told |= !machine.reading(key).isPresent();
    }
    html.close().close().line();
  }
}
