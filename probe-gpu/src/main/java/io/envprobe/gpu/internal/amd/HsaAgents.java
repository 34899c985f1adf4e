package io.envprobe.gpu.internal.amd;

import io.envprobe.accelerator.GfxTarget;
import io.envprobe.gpu.internal.Asked;
import io.envprobe.host.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The graphics processors that the ROCm runtime gives a program; a variable may leave some out, so
 * that only the number of the node tells which it is.
 */
record HsaAgents(List<Agent> agents) {
  private static final String GRAPHICS = "1";

  HsaAgents {
    agents = List.copyOf(agents);
  }

  /**
   * A graphics processor.
   *
   * @param node the number of the kernel's node; empty where the runtime did not tell
   * @param name its marketing name
   * @param target with the settings of its features, as the runtime reports it
   */
  record Agent(Optional<String> node, Optional<String> name, Optional<GfxTarget> target) {}

  static HsaAgents of(Asked asked) {
    List<Agent> agents = new ArrayList<>();
    for (Transcript.Step step : asked.steps("type")) {
      String round = step.index();
      if (GRAPHICS.equals(step.values().get("type"))) {
        Optional<GfxTarget> target = Optional.empty();
        for (Transcript.Step isa : asked.steps("isa")) {
          String own = isa.index();
          boolean same = own.equals(round) || own.startsWith(round + ".");
          Optional<GfxTarget> each = GfxTarget.parse(isa.values().getOrDefault("isa_name", ""));
          boolean generic = each.map(found -> found.processor().endsWith("-generic")).orElse(true);
          target = same && target.isEmpty() && !generic ? each : target;
        }
        target = target.or(() -> asked.value("name", round, "name").flatMap(GfxTarget::parse));
        agents.add(
            new Agent(
                asked.value("node", round, "node"),
                asked.value("product", round, "product"),
                target));
      }
    }
    return new HsaAgents(agents);
  }

  /**
   * The agent of one of the kernel's nodes.
   *
   * @param order the place among the nodes that may be read, for runtimes that do not tell the node
   */
  Optional<Agent> at(String node, int order) {
    boolean numbered = false;
    for (Agent agent : agents) {
      numbered |= agent.node().isPresent();
      if (agent.node().filter(node::equals).isPresent()) {
        return Optional.of(agent);
      }
    }
    return numbered || order >= agents.size() ? Optional.empty() : Optional.of(agents.get(order));
  }
}
