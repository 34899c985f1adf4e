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
import io.envprobe.gpu.internal.OtherSystems;
import io.envprobe.gpu.internal.files.LibrarySearch;
import io.envprobe.gpu.internal.files.Names;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
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
  private static final String OVERRIDE = "HSA_OVERRIDE_GFX_VERSION";

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
    if (OtherSystems.record(session, "rocm", provides())) {
      return;
    }
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
    Outcome<List<KfdNode>> nodes = KfdNode.list(host);
    // The runtimes are asked only where the kernel shows devices for them.
    RocmAnswers answers =
        nodes.answer().orElse(List.of()).isEmpty()
            ? RocmAnswers.NONE
            : RocmAnswers.ask(search, installed);
    installations(session, installed, answers);
    devices(session, nodes, answers);
    new RocmUsable(nodes, installed, answers).record(session);
  }

  private static void installations(
      ProbeSession session, RocmInstallations installed, RocmAnswers answers) {
    List<FactRecord> records = installed.records();
    Evidence looked = Evidence.file("/opt/rocm*, ROCM_PATH, the loader's path", "");
    session.add(
        records.isEmpty()
            ? Fact.absent(GpuFacts.ROCM_INSTALLATIONS, looked)
            : Fact.observed(GpuFacts.ROCM_INSTALLATIONS, records, looked));
    session.add(version(installed, answers, looked));
  }

  /** Of the release that counts first; without one, of HIP, whose file or answer says it. */
  private static Fact<String> version(
      RocmInstallations installed, RocmAnswers answers, Evidence looked) {
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
        return Fact.derived(
            GpuFacts.ROCM_VERSION,
            firstTwo(version.get()),
            Evidence.file(library.text("path").orElse(""), version.get()));
      }
    }
    Optional<String> answered = answers.hipVersion();
    if (answered.isPresent()) {
      return Fact.derived(
          GpuFacts.ROCM_VERSION,
          firstTwo(answered.get()),
          new Evidence("call", "hipRuntimeGetVersion", answered.get()));
    }
    return installed.libraries().isEmpty()
        ? Fact.absent(GpuFacts.ROCM_VERSION, looked)
        : Fact.unknown(
            GpuFacts.ROCM_VERSION, UnknownCause.NOT_PROBED, "no file tells the version", looked);
  }

  private static String firstTwo(String version) {
    String[] numbers = version.split("\\.", -1);
    return numbers[0] + "." + numbers[1];
  }

  private static void devices(
      ProbeSession session, Outcome<List<KfdNode>> nodes, RocmAnswers answers) {
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
    HsaAgents agents = answers.agents();
    int graphics = 0;
    List<FactRecord> records = new ArrayList<>();
    for (KfdNode node : answer.value()) {
      Optional<HsaAgents.Agent> agent =
          node.hidden() ? Optional.empty() : agents.at(node.number(), graphics);
      records.add(node.record(host, override, agent, answers));
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
}
