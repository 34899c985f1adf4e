package io.envprobe.gpu.internal.amd;

import io.envprobe.accelerator.GfxTarget;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.PythonFacts;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.gpu.internal.Asked;
import io.envprobe.gpu.internal.Obstacle;
import io.envprobe.gpu.internal.files.LibraryFile;
import io.envprobe.gpu.internal.files.LibrarySearch;
import io.envprobe.gpu.internal.files.Names;
import io.envprobe.gpu.internal.vendor.VendorCalls;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** AMD's devices as the kernel shows them, and ROCm as it is installed. */
public final class RocmProbe implements Probe {
  private static final String DRIVER = "/sys/module/amdgpu/version";
  private static final String DEVICE = "/dev/kfd";
  private static final String OVERRIDE = "HSA_OVERRIDE_GFX_VERSION";
  private static final String RUNTIME = "libhsa-runtime64.so.1";
  private static final String NOT_ASKED = "no library of the vendor was asked";

  @Override
  public String id() {
    return "rocm";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(
        GpuFacts.ROCM_DRIVER,
        GpuFacts.ROCM_VERSION,
        GpuFacts.ROCM_INSTALLATIONS,
        GpuFacts.ROCM_DEVICES,
        GpuFacts.ROCM_USABLE);
  }

  @Override
  public Set<FactKey<?>> needs() {
    return Set.of(GpuFacts.GPU_DEVICES, PythonFacts.PYTHON_PATH);
  }

  @Override
  public void probe(ProbeSession session) {
    Host host = session.host();
    Outcome<String> driver = host.text(DRIVER);
    session.add(
        new Fact<>(
            GpuFacts.ROCM_DRIVER,
            driver instanceof Outcome.Answer<String> answer
                ? Reading.present(answer.value().strip())
                : driver.reading(),
            Origin.OBSERVED,
            List.of(Evidence.file(DRIVER, ""))));
    LibrarySearch search = LibrarySearch.of(host);
    RocmInstallations installed =
        RocmInstallations.find(search, session.reading(PythonFacts.PYTHON_PATH).asOptional());
    installations(session, installed);
    Outcome<List<KfdNode>> nodes = KfdNode.list(host);
    Optional<Asked> asked = asked(search, nodes);
    if (asked.isPresent()) {
      asked.get().recordBreak(session, "rocm");
    }
    HsaAgents agents = asked.isPresent() ? HsaAgents.of(asked.get()) : new HsaAgents(List.of());
    devices(session, nodes, agents);
    usable(session, nodes, installed, asked, agents);
  }

  /** The runtime is asked only where the kernel shows devices for it. */
  private static Optional<Asked> asked(LibrarySearch search, Outcome<List<KfdNode>> nodes) {
    if (nodes.answer().orElse(List.of()).isEmpty()) {
      return Optional.empty();
    }
    Optional<LibraryFile> runtime = search.first(RUNTIME);
    for (String home : List.of("/opt/rocm/lib/", "/opt/rocm/lib64/")) {
      runtime =
          runtime.or(
              () -> LibraryFile.examine(search.host(), home + RUNTIME, search.architecture()));
    }
    return runtime
        .filter(file -> file.isSound() && search.unmetNeed(file).isEmpty())
        .map(file -> Asked.of(search.host(), file, VendorCalls.HSA));
  }

  private static void installations(ProbeSession session, RocmInstallations installed) {
    List<FactRecord> records = installed.records();
    Evidence looked = Evidence.file("/opt/rocm*, ROCM_PATH, the loader's path", "");
    session.add(
        records.isEmpty()
            ? Fact.absent(GpuFacts.ROCM_INSTALLATIONS, looked)
            : Fact.observed(GpuFacts.ROCM_INSTALLATIONS, records, looked));
    session.add(version(installed, looked));
  }

  /** Of the release that counts first; without one, of the HIP runtime, whose file says it. */
  private static Fact<String> version(RocmInstallations installed, Evidence looked) {
    for (Map.Entry<String, String> release : installed.releases().entrySet()) {
      Evidence evidence = Evidence.file(release.getKey() + "/.info/version", release.getValue());
      String version = Names.leadingNumbers(release.getValue());
      return version.indexOf('.') > 0
          ? Fact.observed(GpuFacts.ROCM_VERSION, version, evidence)
          : Fact.unknown(
              GpuFacts.ROCM_VERSION,
              UnknownCause.MALFORMED,
              "no version in '" + release.getValue() + "'",
              evidence);
    }
    for (FactRecord library : installed.libraries()) {
      Optional<String> version = library.text("version");
      if (library.text("component").orElse("").equals("hip") && version.isPresent()) {
        String[] numbers = version.get().split("\\.", -1);
        return Fact.derived(
            GpuFacts.ROCM_VERSION,
            numbers[0] + "." + numbers[1],
            Evidence.file(library.text("path").orElse(""), version.get()));
      }
    }
    return installed.libraries().isEmpty()
        ? Fact.absent(GpuFacts.ROCM_VERSION, looked)
        : Fact.unknown(
            GpuFacts.ROCM_VERSION, UnknownCause.NOT_PROBED, "no file tells the version", looked);
  }

  private static void devices(
      ProbeSession session, Outcome<List<KfdNode>> nodes, HsaAgents agents) {
    Host host = session.host();
    Evidence evidence = Evidence.file(KfdNode.DIRECTORY, "");
    if (!(nodes instanceof Outcome.Answer<List<KfdNode>> answer)) {
      Outcome.Failure<List<KfdNode>> failure = (Outcome.Failure<List<KfdNode>>) nodes;
      session.add(
          nodes.isNotFound()
              ? Fact.absent(GpuFacts.ROCM_DEVICES, evidence)
              : Fact.unknown(
                  GpuFacts.ROCM_DEVICES, failure.kind().cause(), failure.detail(), evidence));
      return;
    }
    Optional<GfxTarget> override = host.variable(OVERRIDE).answer().flatMap(RocmProbe::overriding);
    int graphics = 0;
    List<FactRecord> records = new ArrayList<>();
    for (KfdNode node : answer.value()) {
      boolean given = !node.hidden() && graphics < agents.agents().size();
      records.add(
          node.record(
              host,
              override,
              given ? Optional.of(agents.agents().get(graphics)) : Optional.empty()));
      graphics += node.hidden() ? 0 : 1;
    }
    session.add(
        records.isEmpty()
            ? Fact.absent(GpuFacts.ROCM_DEVICES, evidence)
            : Fact.observed(GpuFacts.ROCM_DEVICES, records, evidence));
  }

  /** {@code 10.3.0} makes the runtime report gfx1030; the kernel still tells the truth. */
  static Optional<GfxTarget> overriding(String value) {
    String[] parts = value.strip().split("\\.", -1);
    long version = 0;
    for (String part : parts) {
      boolean number = !part.isEmpty() && part.length() <= 2;
      for (int i = 0; i < part.length(); i++) {
        number &= part.charAt(i) >= '0' && part.charAt(i) <= '9';
      }
      if (!number) {
        return Optional.empty();
      }
      version = version * 100 + Long.parseLong(part);
    }
    return parts.length == 3 ? GfxTarget.ofVersion(version) : Optional.empty();
  }

  private static void usable(
      ProbeSession session,
      Outcome<List<KfdNode>> nodes,
      RocmInstallations installed,
      Optional<Asked> asked,
      HsaAgents agents) {
    Evidence evidence = Evidence.file(KfdNode.DIRECTORY, "");
    if (nodes instanceof Outcome.Failure<List<KfdNode>> failure && !nodes.isNotFound()) {
      session.add(
          Fact.unknown(GpuFacts.ROCM_USABLE, failure.kind().cause(), failure.detail(), evidence));
      return;
    }
    List<KfdNode> computing = nodes.answer().orElse(List.of());
    if (computing.isEmpty() && !isOnBus(session)) {
      session.add(Fact.absent(GpuFacts.ROCM_USABLE, evidence));
      return;
    }
    if (!agents.agents().isEmpty()) {
      session.add(
          Fact.observed(
              GpuFacts.ROCM_USABLE,
              true,
              new Evidence("call", "hsa_iterate_agents", agents.agents().size() + " devices")));
      return;
    }
    List<Obstacle> obstacles = obstacles(session.host(), computing, installed);
    Optional<Long> status = asked.flatMap(each -> each.status("hsa_init"));
    if (status.isPresent() && status.get() != 0) {
      obstacles.add(0, Obstacle.answered("hsa", "hsa_init", status.get()));
    } else if (asked.flatMap(each -> each.status("hsa_iterate_agents")).isPresent()) {
      obstacles.add(0, Obstacle.answered("hip", "hsa_iterate_agents", 100));
    }
    boolean certain = false;
    for (Obstacle obstacle : obstacles) {
      certain |= obstacle.certain();
      session.add(obstacle.finding("rocm"));
    }
    if (certain) {
      session.add(Obstacle.unusable(GpuFacts.ROCM_USABLE, obstacles, Origin.DERIVED));
    } else {
      session.add(
          asked.isPresent()
              ? asked.get().silence("hsa_iterate_agents", "agent").fact(GpuFacts.ROCM_USABLE)
              : Fact.unknown(GpuFacts.ROCM_USABLE, UnknownCause.NOT_PROBED, NOT_ASKED, evidence));
    }
  }

  private static boolean isOnBus(ProbeSession session) {
    for (FactRecord device : session.reading(GpuFacts.GPU_DEVICES).asOptional().orElse(List.of())) {
      if (device.text("vendor").orElse("").equals("amd")) {
        return true;
      }
    }
    return false;
  }

  private static List<Obstacle> obstacles(
      Host host, List<KfdNode> nodes, RocmInstallations installed) {
    List<Obstacle> obstacles = new ArrayList<>();
    Outcome<String> access = host.answer(new Request.Access(DEVICE));
    Evidence device = Evidence.file(DEVICE, access.answer().orElse("missing"));
    if (access.isNotFound()) {
      obstacles.add(
          Obstacle.certain(
              "no-kfd",
              "there is an AMD device, but not " + DEVICE,
              "load the kernel driver amdgpu; a container needs --device=/dev/kfd",
              device));
    } else if (!access.answer().orElse("rw").equals("rw")) {
      obstacles.add(
          Obstacle.certain(
              "no-permission",
              "this user may not read and write " + DEVICE,
              "add the user to the groups render and video",
              device));
    }
    boolean visible = false;
    for (KfdNode node : nodes) {
      visible |= !node.hidden();
    }
    if (!nodes.isEmpty() && !visible) {
      obstacles.add(
          Obstacle.certain(
              "no-device",
              "every AMD device is hidden from this process",
              "hand the device into the container: --device=/dev/dri/renderD…",
              Evidence.file(KfdNode.DIRECTORY, "")));
    }
    if (!installed.hasRuntime()) {
      obstacles.add(
          Obstacle.likely(
              "no-runtime",
              "the ROCm runtime (libhsa-runtime64) is nowhere; programs must bring it along",
              "install rocm, or packages of Python that carry it",
              Evidence.file("libhsa-runtime64.so.1", "")));
    }
    return obstacles;
  }
}
