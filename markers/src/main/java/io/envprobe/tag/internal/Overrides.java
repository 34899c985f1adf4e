package io.envprobe.tag.internal;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.tag.TagOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The variables with which a user tells tools what a machine is: those that are set there, as facts
 * of the profile, and before them those of the options. Where it is not known which are set, none
 * is taken for set.
 */
public final class Overrides {
  /** The facts that hold them. */
  public static final Set<FactKey<?>> FACTS = Set.of(OsFacts.ENV_OVERRIDES, GpuFacts.GPU_OVERRIDES);

  private static final List<FactKey<List<FactRecord>>> KEYS =
      List.of(OsFacts.ENV_OVERRIDES, GpuFacts.GPU_OVERRIDES);

  private Overrides() {}

  /** All of them, name to value; empty where a variable is set to nothing. */
  public static Map<String, String> of(Profile profile, TagOptions options) {
    Map<String, String> values = new TreeMap<>();
    for (FactKey<List<FactRecord>> key : KEYS) {
      for (FactRecord record : records(profile, key)) {
        values.put(record.text("name").orElse(""), record.text("value").orElse(""));
      }
    }
    values.putAll(options.values());
    return values;
  }

  /** The fact that holds the variable of that name. */
  public static Optional<FactKey<?>> fact(Profile profile, String name) {
    for (FactKey<List<FactRecord>> key : KEYS) {
      for (FactRecord record : records(profile, key)) {
        if (record.text("name").orElse("").equals(name)) {
          return Optional.of(key);
        }
      }
    }
    return Optional.empty();
  }

  private static List<FactRecord> records(Profile profile, FactKey<List<FactRecord>> key) {
    return profile.reading(key).asOptional().orElse(List.of());
  }
}
