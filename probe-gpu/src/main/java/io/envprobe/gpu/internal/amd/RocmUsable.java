package io.envprobe.gpu.internal.amd;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.UnknownCause;
import io.envprobe.gpu.internal.Asked;
import io.envprobe.gpu.internal.Obstacle;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether programs can use AMD's devices. What the runtime answers, started as a program would
 * start it, outranks what files let one fear.
 */
record RocmUsable(Outcome<List<KfdNode>> nodes, RocmInstallations installed, RocmAnswers answers) {
  private static final String DEVICE = "/dev/kfd";
  private static final String RUNTIME = "libhsa-runtime64.so.1";
  private static final String NOT_ASKED = "no library of the vendor was asked";

  void record(ProbeSession session) {
    for (Optional<Asked> each : List.of(answers.hsa(), answers.hip())) {
      if (each.isPresent()) {
        each.get().recordBreak(session, "rocm");
      }
    }
    Optional<Asked> asked = answers.hsa();
    HsaAgents agents = answers.agents();
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
    boolean hidden = answers.hipDevices().equals(Optional.of(List.of()));
    if (!agents.agents().isEmpty() && !hidden) {
      session.add(
          Fact.observed(
              GpuFacts.ROCM_USABLE,
              true,
              new Evidence("call", "hsa_iterate_agents", agents.agents().size() + " devices")));
      return;
    }
    List<Obstacle> obstacles = obstacles(session.host(), computing);
    Optional<Long> status = Asked.status(asked, "hsa_init");
    if (status.isPresent() && status.get() != 0) {
      obstacles.add(0, Obstacle.answered("hsa", "hsa_init", status.get()));
    } else if (hidden) {
      obstacles.add(0, Obstacle.answered("hip", "hipGetDeviceCount", HipDevice.NO_DEVICE));
    } else if (Asked.status(asked, "hsa_iterate_agents").isPresent()) {
      obstacles.add(0, Obstacle.answered("hip", "hsa_iterate_agents", HipDevice.NO_DEVICE));
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

  private List<Obstacle> obstacles(Host host, List<KfdNode> nodes) {
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
    boolean open = false;
    Optional<String> closed = Optional.empty();
    for (KfdNode node : nodes) {
      visible |= !node.hidden();
      String render = node.renderNode().orElse("");
      String may = host.answer(new Request.Access(render)).answer().orElse("rw");
      boolean denied = !render.isEmpty() && !may.equals("rw");
      open |= !node.hidden() && !denied;
      closed = denied && closed.isEmpty() ? Optional.of(render) : closed;
    }
    if (closed.isPresent()) {
      obstacles.add(
          new Obstacle(
              "no-permission",
              "this user may not read and write " + closed.get(),
              "add the user to the groups render and video",
              !open,
              Evidence.file(closed.get(), "")));
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
              "the ROCm runtime (" + RUNTIME + ") is nowhere; programs must bring it along",
              "install rocm, or packages of Python that carry it",
              Evidence.file(RUNTIME, "")));
    }
    return obstacles;
  }
}
