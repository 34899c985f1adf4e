package io.envprobe.fleet.internal;

import io.envprobe.accelerator.ComputeCapability;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fleet.FleetReader;
import io.envprobe.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What Slurm says of nodes, whatever it was asked with. Features are words of the site's own
 * choice; those that are words of the vocabulary slurm say what they say there, a name of a feature
 * of processors that the node has it, and nothing else anything.
 *
 * @see <a href="https://slurm.schedmd.com/slurm.conf.html#SECTION_NODE-CONFIGURATION">the
 *     manual</a>
 */
final class SlurmNode {
  private final FleetReader.Sink sink;
  private Profile profile = Profile.EMPTY;
  private final Set<String> partial = new TreeSet<>();

  private SlurmNode(FleetReader.Sink sink) {
    this.sink = sink;
  }

  /**
   * Adds nodes that are alike.
   *
   * @param values by the names that scontrol has for them: Arch, OS, Features, Gres
   * @param count how many nodes
   */
  static void add(Map<String, String> values, long count, FleetReader.Sink sink) {
    SlurmNode node = new SlurmNode(sink);
    node.column("Arch", "cpu", values.getOrDefault("Arch", ""));
    String[] system = values.getOrDefault("OS", "").split(" ", 3);
    node.column("OS", "system", system[0]);
    if (system.length > 1) {
      node.add(OsFacts.KERNEL_VERSION, system[1], Origin.OBSERVED, "OS");
    }
    node.devices(values.getOrDefault("Gres", ""));
    node.features(values.getOrDefault("Features", ""));
    if (count > 0) {
      sink.fleet().add(PartialSets.mark(node.profile, node.partial), "", count);
    }
    sink.record();
  }

  private <T> void add(FactKey<T> key, T value, Origin origin, String from) {
    profile = profile.with(new Fact<>(key, Reading.present(value), origin, List.of()));
    if (sink.isAsked(key.name())) {
      sink.understood(from, key.name());
    }
  }

  private void column(String from, String column, String value) {
    if (!isNothing(value)) {
      Profile said = sink.columns().profile(Map.of(column, value));
      profile = profile.overlay(said);
      for (Fact<?> fact : said.facts()) {
        if (sink.isAsked(fact.key().name())) {
          sink.understood(from, fact.key().name());
        }
      }
    }
  }

  private static boolean isNothing(String value) {
    return value.isEmpty() || value.equals("(null)") || value.equals("N/A");
  }

  private void features(String features) {
    long level = 0;
    Set<String> flags = new TreeSet<>();
    for (String feature : features.split("[,&|]", -1)) {
      String word = feature.strip();
      if (word.length() == 9 && word.startsWith("x86-64-v")) {
        level = Math.max(level, Character.digit(word.charAt(8), 10));
      } else if (isCapability(word)) {
        int split = word.length() - 1;
        String capability = word.substring(2, split) + "." + word.substring(split);
        add(CudaFacts.CUDA_COMPUTE_CAPABILITY, capability, Origin.OBSERVED, "Features");
        add(CudaFacts.CUDA_COMPUTE_CAPABILITIES, List.of(capability), Origin.OBSERVED, "Features");
      } else if (Targets.shipped().contains(word)) {
        add(CpuFacts.CPU_TARGET, word, Origin.OBSERVED, "Features");
      } else if (Labels.isFlag(word.toLowerCase(Locale.ROOT))) {
        flags.add(word.toLowerCase(Locale.ROOT));
      }
    }
    if (level >= 1 && level <= 4) {
      add(CpuFacts.CPU_LEVEL, level, Origin.OBSERVED, "Features");
      flags.addAll(Labels.ofLevel(level));
    }
    if (!flags.isEmpty()) {
      Object all = new ArrayList<>(flags);
      add(
          CpuFacts.CPU_FEATURES,
          CpuFacts.CPU_FEATURES.type().canonical(all),
          Origin.OBSERVED,
          "Features");
      partial.add(CpuFacts.CPU_FEATURES.name());
    }
  }

  private static boolean isCapability(String feature) {
    boolean digits = feature.startsWith("cc") && feature.length() >= 4 && feature.length() <= 5;
    for (int at = 2; digits && at < feature.length(); at++) {
      digits = feature.charAt(at) >= '0' && feature.charAt(at) <= '9';
    }
    return digits;
  }

  /** Generic resources: {@code gpu:a100:4(S:0-1),gpu:2}, the type being the site's word. */
  private void devices(String resources) {
    long count = 0;
    for (String resource : resources.split(",", -1)) {
      String bare =
          resource.indexOf('(') < 0 ? resource : resource.substring(0, resource.indexOf('('));
      String[] parts = bare.strip().split(":", -1);
      if (!parts[0].equals("gpu")) {
        continue;
      }
      String last = parts[parts.length - 1];
      count += Labels.isNumber(last) ? Long.parseLong(last) : 1;
      if (parts.length > 1 && !Labels.isNumber(parts[1])) {
        ComputeCapability.ofModel(parts[1]).ifPresent(this::capability);
      }
    }
    if (count > 0) {
      add(GpuFacts.GPU_COUNT, count, Origin.OBSERVED, "Gres");
    }
  }

  private void capability(ComputeCapability found) {
    String text = found.major() + "." + found.minor();
    add(CudaFacts.CUDA_COMPUTE_CAPABILITY, text, Origin.DERIVED, "Gres");
    add(CudaFacts.CUDA_COMPUTE_CAPABILITIES, List.of(text), Origin.DERIVED, "Gres");
  }
}
