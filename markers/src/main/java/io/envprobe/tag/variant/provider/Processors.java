package io.envprobe.tag.variant.provider;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.target.Targets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the providers of processors share; each is named after its architecture. */
final class Processors {
  static final List<String> ON = List.of("on");

  private Processors() {}

  /** The facts, for a machine of that architecture; nothing for another one, or where unknown. */
  static Optional<ProfileFacts> facts(
      Profile profile, String architecture, ProviderAnswer.Builder answer) {
    ProfileFacts facts = new ProfileFacts(profile, architecture, answer);
    FactKey<String> key = ProfileFacts.archKey(profile);
    Optional<String> arch = facts.known(key, "*");
    return arch.isPresent() && arch.get().equals(architecture)
        ? Optional.of(facts)
        : Optional.empty();
  }

  /** What archspec goes by. */
  record Identity(String vendor, Set<String> features) {}

  /** What archspec goes by, where all of it is known. */
  static Optional<Identity> identity(ProfileFacts facts) {
    Optional<List<String>> features = facts.known(CpuFacts.CPU_FEATURES, "*");
    Optional<String> vendor = facts.known(CpuFacts.CPU_VENDOR, "*");
    return features.isEmpty() || vendor.isEmpty()
        ? Optional.empty()
        : Optional.of(new Identity(vendor.get(), Set.copyOf(features.get())));
  }

  /** Adds the features that a program may use, in that order. */
  static void addFeatures(ProfileFacts facts, ProviderAnswer.Builder answer, List<String> order) {
    Optional<List<String>> features = facts.known(CpuFacts.CPU_FEATURES, "*");
    Set<String> usable = new HashSet<>(features.orElse(List.of()));
    if (usable.contains("pni")) {
      usable.add("sse3");
    }
    for (String feature : order) {
      if (usable.contains(feature)) {
        answer.one(feature, ON);
      }
    }
  }

  /** Adds the features of a design, in that order. */
  static void addFeatures(
      Targets targets, String target, ProviderAnswer.Builder answer, List<String> order) {
    for (String feature : order) {
      if (targets.has(target, feature)) {
        answer.one(feature, ON);
      }
    }
  }
}
