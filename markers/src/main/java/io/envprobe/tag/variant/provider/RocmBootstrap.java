package io.envprobe.tag.variant.provider;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Profile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The second provider of the namespace {@code amd}: the targets of the devices as the kernel driver
 * lists them, and no release of ROCm.
 *
 * @see <a href="https://github.com/ROCm/rocm-systems/tree/develop/python/rocm-bootstrap">the
 *     package, at 4258a6c</a>
 */
public final class RocmBootstrap implements VariantProvider {
  /** The variable that, set to 1, hides every device. */
  public static final String DISABLE = "ROCM_BOOTSTRAP_DISABLE_DETECTION";

  /** The variable that states targets, separated by commas. */
  public static final String FORCE = "ROCM_BOOTSTRAP_FORCE_GFX_ARCH";

  private static final String GFX = "gfx_arch";

  /**
   * A device as the kernel's topology has it.
   *
   * @param simdCount its number of vector units; 0 of a processor
   * @param targetVersion {@code gfx_target_version}
   */
  public record Node(long simdCount, long targetVersion) {}

  /**
   * A device as the kernel's table of hardware blocks has it.
   *
   * @param major of the graphics core
   * @param minor of the graphics core
   * @param revision of the graphics core
   */
  public record GraphicsCore(long major, long minor, long revision) {}

  /** The provider; it has no state. */
  public RocmBootstrap() {}

  @Override
  public String namespace() {
    return "amd";
  }

  @Override
  public String packageName() {
    return "rocm-bootstrap";
  }

  @Override
  public String pluginApi() {
    return "rocm_bootstrap";
  }

  @Override
  public Set<FactKey<?>> facts() {
    return Set.of(GpuFacts.AMDGPU_TARGETS);
  }

  /**
   * What the package answers.
   *
   * @param nodes of the topology, in their order
   * @param cores of the table of hardware blocks, which is read where the topology has no device
   */
  public ProviderAnswer published(
      List<Node> nodes, List<GraphicsCore> cores, Map<String, String> environment) {
    List<Long> versions = new ArrayList<>();
    for (Node node : nodes) {
      if (node.simdCount() != 0 && node.targetVersion() != 0) {
        versions.add(node.targetVersion());
      }
    }
    if (versions.isEmpty()) {
      for (GraphicsCore core : cores) {
        versions.add(core.major() * 10000 + core.minor() * 100 + core.revision());
      }
    }
    List<String> names = new ArrayList<>();
    for (long version : versions) {
      names.add(AmdTargets.byVersion(version).orElse(""));
    }
    return answer(names, environment);
  }

  private ProviderAnswer answer(List<String> detected, Map<String, String> environment) {
    ProviderAnswer.Builder answer = ProviderAnswer.of(namespace());
    Set<String> names = new LinkedHashSet<>();
    if (environment.containsKey(FORCE) && !environment.getOrDefault(FORCE, "").isEmpty()) {
      for (String name : environment.getOrDefault(FORCE, "").split(",", -1)) {
        if (!name.isBlank()) {
          names.add(name.strip());
        }
      }
    } else if (!environment.getOrDefault(DISABLE, "").equals("1")) {
      names.addAll(detected);
    }
    for (String name : names) {
      if (AmdTargets.line(name).isEmpty()) {
        return answer.error("ValueError");
      }
    }
    return answer.several(GFX, List.copyOf(names)).answer();
  }

  /** The target, its group and its family, as packages of ROCm are split; empty if unknown. */
  public List<String> packagingLine(String target) {
    return AmdTargets.line(target).orElse(List.of());
  }

  @Override
  public ProviderAnswer published(Profile profile, Map<String, String> environment) {
    ProviderAnswer.Builder unknown = ProviderAnswer.of(namespace());
    ProfileFacts facts = new ProfileFacts(profile, namespace(), unknown);
    Optional<List<String>> devices = facts.known(GpuFacts.AMDGPU_TARGETS, GFX);
    ProviderAnswer answer = answer(AmdTargets.named(devices.orElse(List.of())), environment);
    return new ProviderAnswer(
        answer.namespace(),
        answer.features(),
        answer.warnings(),
        answer.error(),
        unknown.answer().unknown());
  }

  /** Every device, whether or not the package knows it. */
  @Override
  public ProviderAnswer accurate(Profile profile, Map<String, String> environment) {
    if (!environment.getOrDefault(FORCE, "").isEmpty()) {
      return published(profile, environment);
    }
    ProviderAnswer.Builder answer = ProviderAnswer.of(namespace());
    Optional<List<String>> devices =
        new ProfileFacts(profile, namespace(), answer).known(GpuFacts.AMDGPU_TARGETS, GFX);
    return devices.isEmpty()
        ? answer.answer()
        : answer.several(GFX, AmdTargets.named(devices.get())).answer();
  }
}
