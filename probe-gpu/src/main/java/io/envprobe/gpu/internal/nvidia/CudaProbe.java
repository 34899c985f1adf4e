package io.envprobe.gpu.internal.nvidia;

import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.UnknownCause;
import io.envprobe.gpu.internal.Obstacle;
import io.envprobe.gpu.internal.files.LibrarySearch;
import io.envprobe.gpu.internal.files.WindowsFiles;
import io.envprobe.host.Host;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.List;
import java.util.Set;

/**
 * NVIDIA's driver and devices: from files first, and where they show a library that can be loaded,
 * from what it answers in a process of its own.
 */
public final class CudaProbe implements Probe {
  @Override
  public String id() {
    return "cuda";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(
        CudaFacts.CUDA_DRIVER,
        CudaFacts.CUDA_DRIVER_FLAVOUR,
        CudaFacts.CUDA_USER_DRIVER,
        CudaFacts.CUDA_DRIVER_LIBRARIES,
        CudaFacts.CUDA_VERSION,
        CudaFacts.CUDA_USABLE,
        CudaFacts.CUDA_DEVICES,
        CudaFacts.CUDA_DEVICE_COUNT,
        CudaFacts.CUDA_VISIBLE_COUNT,
        CudaFacts.CUDA_COMPUTE_CAPABILITY,
        CudaFacts.CUDA_COMPUTE_CAPABILITIES);
  }

  @Override
  public Set<FactKey<?>> needs() {
    return Set.of(GpuFacts.GPU_DEVICES);
  }

  @Override
  public void probe(ProbeSession session) {
    Host host = session.host();
    if (WindowsFiles.isWindows(host)) {
      WindowsDriver.record(session);
      return;
    }
    String system = host.property("os.name").answer().orElse("Linux");
    if (!system.equals("Linux")) {
      elsewhere(session, system);
      return;
    }
    KernelDriver kernel = KernelDriver.read(host);
    LibrarySearch search = LibrarySearch.of(host);
    UserDriver user = UserDriver.search(search);
    NvidiaDevices devices = NvidiaDevices.read(session, kernel);
    boolean nothing = kernel.release().isAbsent() && !user.isAny() && devices.listed().isAbsent();
    if (nothing && user.found().isEmpty()) {
      absent(session, kernel, search);
      return;
    }
    List<Obstacle> obstacles = DriverObstacles.of(host, kernel, user, devices);
    DriverAnswers answers =
        DriverAnswers.ask(
            host, user.loadable(UserDriver.MANAGEMENT), user.loadable(UserDriver.CUDA));
    new DriverFacts(kernel, user, answers, UserDriver.looked(search)).record(session);
    new DeviceFacts(devices.with(answers), answers).record(session);
    new UsableFact(kernel, user, devices, obstacles, answers).record(session);
  }

  /** The usual machine: told at once, and with where was looked. */
  private void absent(ProbeSession session, KernelDriver kernel, LibrarySearch search) {
    Evidence[] driver = kernel.evidence().toArray(new Evidence[0]);
    Evidence libraries = Evidence.rule("ld.so(8)", String.join(":", UserDriver.looked(search)));
    Evidence devices = Evidence.file("/sys/bus/pci/devices", "");
    session.add(Fact.absent(CudaFacts.CUDA_DRIVER, driver));
    session.add(Fact.absent(CudaFacts.CUDA_DRIVER_FLAVOUR, driver));
    session.add(Fact.absent(CudaFacts.CUDA_USABLE, driver));
    session.add(Fact.absent(CudaFacts.CUDA_USER_DRIVER, libraries));
    session.add(Fact.absent(CudaFacts.CUDA_DRIVER_LIBRARIES, libraries));
    session.add(Fact.absent(CudaFacts.CUDA_VERSION, libraries));
    session.add(Fact.absent(CudaFacts.CUDA_DEVICES, devices));
    session.add(Fact.absent(CudaFacts.CUDA_COMPUTE_CAPABILITY, devices));
    session.add(Fact.absent(CudaFacts.CUDA_COMPUTE_CAPABILITIES, devices));
    session.add(Fact.observed(CudaFacts.CUDA_DEVICE_COUNT, 0L, devices));
    session.add(Fact.derived(CudaFacts.CUDA_VISIBLE_COUNT, 0L, devices));
  }

  private void elsewhere(ProbeSession session, String system) {
    Evidence evidence = new Evidence("property", "os.name", system);
    boolean mac = system.startsWith("Mac");
    for (FactKey<?> key : provides()) {
      // NVIDIA ended CUDA for macOS with 10.2; Apple's own processors never had it.
      session.add(
          mac
              ? Fact.absent(key, evidence)
              : Fact.unknown(
                  key, UnknownCause.UNSUPPORTED, "not looked for on " + system, evidence));
    }
  }
}
