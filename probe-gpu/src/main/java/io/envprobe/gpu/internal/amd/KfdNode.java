package io.envprobe.gpu.internal.amd;

import io.envprobe.accelerator.GfxTarget;
import io.envprobe.fact.FactRecord;
import io.envprobe.gpu.internal.files.Names;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of the topology that AMD's compute driver shows; processors without graphics are nodes
 * too, and are left out.
 *
 * <p>Source: https://www.kernel.org/doc/html/latest/gpu/amdgpu/, drivers/gpu/drm/amd/amdkfd
 *
 * @param number the node's number
 * @param target what its code is compiled for; empty for a node that may not be read, or whose
 *     number no rule decodes
 * @param hidden whether it may not be read, as in a container that was not given the device
 */
record KfdNode(
    String number, Optional<GfxTarget> target, boolean hidden, Map<String, Long> properties) {
  static final String DIRECTORY = "/sys/class/kfd/kfd/topology/nodes";
  private static final String VERSION = "gfx_target_version";
  private static final long MEBIBYTE = 1 << 20;

  KfdNode {
    properties = Map.copyOf(properties);
  }

  /** The nodes that compute, by their numbers. */
  static Outcome<List<KfdNode>> list(Host host) {
    Outcome<List<String>> numbers = host.list(DIRECTORY);
    if (numbers instanceof Outcome.Failure<List<String>> failure) {
      return Outcome.failed(failure.kind(), failure.detail());
    }
    List<KfdNode> nodes = new ArrayList<>();
    for (String number : numbers.answer().orElseThrow()) {
      String file = Names.in(DIRECTORY, number) + "/properties";
      Outcome<String> text = host.text(file);
      Map<String, Long> properties = properties(text.answer().orElse(""));
      boolean denied =
          text instanceof Outcome.Failure<String> failure
              && failure.kind() != FailureKind.NOT_FOUND;
      boolean hidden = denied || (text.answer().isPresent() && properties.isEmpty());
      long version = properties.getOrDefault(VERSION, 0L);
      boolean graphics = version > 0 || properties.getOrDefault("simd_count", 0L) > 0;
      if (hidden || graphics) {
        insert(nodes, new KfdNode(number, GfxTarget.ofVersion(version), hidden, properties));
      }
    }
    return Outcome.of(nodes);
  }

  /** Listings are in the order of texts, in which 10 comes before 2. */
  private static void insert(List<KfdNode> nodes, KfdNode node) {
    int at = nodes.size();
    while (at > 0 && nodes.get(at - 1).isBehind(node)) {
      at--;
    }
    nodes.add(at, node);
  }

  private boolean isBehind(KfdNode other) {
    int longer = number.length() - other.number.length();
    return longer > 0 || (longer == 0 && number.compareTo(other.number) > 0);
  }

  /** Lines {@code name number}. */
  static Map<String, Long> properties(String text) {
    Map<String, Long> properties = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      int space = line.indexOf(' ');
      String digits = space < 0 ? "" : line.substring(space + 1).strip();
      boolean number = !digits.isEmpty() && digits.length() <= 18;
      for (int i = 0; i < digits.length(); i++) {
        number &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
      }
      if (number) {
        properties.put(line.substring(0, space), Long.parseLong(digits));
      }
    }
    return properties;
  }

  /** Its file for programs that compute; empty where the driver made none. */
  Optional<String> renderNode() {
    long minor = properties.getOrDefault("drm_render_minor", 0L);
    return minor > 0 ? Optional.of("/dev/dri/renderD" + minor) : Optional.empty();
  }

  private Optional<String> address() {
    Long location = properties.get("location_id");
    if (location == null) {
      return Optional.empty();
    }
    long domain = properties.getOrDefault("domain", 0L);
    return Optional.of(
        hex(domain, 4)
            + ":"
            + hex(location >> 8 & 0xff, 2)
            + ":"
            + hex(location >> 3 & 0x1f, 2)
            + "."
            + (location & 7));
  }

  /** Whether a program that is started here is given it: what HIP says, otherwise what HSA does. */
  private Optional<Boolean> visible(
      Optional<HsaAgents.Agent> agent, Optional<HipDevice> hip, RocmAnswers answers) {
    if (answers.hipDevices().isPresent() && address().isPresent()) {
      return Optional.of(hip.isPresent());
    }
    boolean heard = answers.hsa().flatMap(each -> each.status("hsa_iterate_agents")).isPresent();
    return heard ? Optional.of(agent.isPresent()) : Optional.empty();
  }

  private static String hex(long value, int width) {
    String digits = Long.toHexString(value);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }

  private Optional<Long> memory(Host host) {
    String banks = Names.in(DIRECTORY, number) + "/mem_banks";
    long bytes = 0;
    for (String bank : host.list(banks).answer().orElse(List.of())) {
      String text = host.text(Names.in(banks, bank) + "/properties").answer().orElse("");
      Map<String, Long> values = properties(text);
      long heap = values.getOrDefault("heap_type", 0L);
      boolean own = heap == 1 || heap == 2;
      bytes += own ? values.getOrDefault("size_in_bytes", 0L) : 0;
    }
    return bytes > 0 ? Optional.of(bytes / MEBIBYTE) : Optional.empty();
  }

  /**
   * As an item of a fact. The kernel tells what the device is; what the runtime reports may be what
   * a variable makes it say.
   */
  FactRecord record(
      Host host,
      Optional<GfxTarget> override,
      Optional<HsaAgents.Agent> agent,
      RocmAnswers answers) {
    FactRecord place = FactRecord.builder().put("pci_address", address()).build();
    Optional<HipDevice> hip = answers.hipDevice(place);
    Optional<GfxTarget> reported = agent.flatMap(HsaAgents.Agent::target).or(() -> override);
    boolean same = reported.map(GfxTarget::plain).equals(target.map(GfxTarget::plain));
    List<String> features = new ArrayList<>();
    reported.ifPresent(
        each -> each.features().forEach((name, on) -> features.add(name + (on ? "+" : "-"))));
    return FactRecord.builder()
        .put("node", number)
        .put("name", agent.flatMap(HsaAgents.Agent::name).or(() -> hip.flatMap(HipDevice::name)))
        .put("target", target.map(GfxTarget::toString))
        .put("generation", target.flatMap(GfxTarget::generation))
        .put("generic", target.flatMap(GfxTarget::generic))
        .put("features", features.isEmpty() ? Optional.empty() : Optional.of(features))
        .put("reported_as", same ? Optional.empty() : reported.map(GfxTarget::toString))
        .put("pci_address", address())
        .put("render_node", renderNode())
        .put(
            "access",
            renderNode()
                .map(node -> host.answer(new Request.Access(node)).answer().orElse("missing")))
        .put("memory_mib", memory(host).or(() -> hip.flatMap(HipDevice::memory)))
        .put("visible", visible(agent, hip, answers))
        .put("hidden", hidden ? Optional.of(true) : Optional.empty())
        .build();
  }
}
