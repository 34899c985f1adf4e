package io.envprobe.target.internal;

import io.envprobe.fact.Evidence;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one source says about a processor.
 *
 * @param evidence the source
 * @param architecture what the source's own form betrays; empty where it does not
 * @param vendor the maker; empty where the source does not name one
 * @param brand the maker's name for the processor; empty where the source has none
 * @param family the x86 display family
 * @param model the x86 display model
 * @param stepping the x86 stepping
 * @param features what every processor of the machine offers to programs, in Linux names; empty
 *     where the source does not list features
 * @param cores the kinds of cores, each with its count
 */
public record Observation(
    Evidence evidence,
    String architecture,
    String vendor,
    String brand,
    OptionalLong family,
    OptionalLong model,
    OptionalLong stepping,
    Optional<Set<String>> features,
    List<CoreGroup> cores) {

  /** Copies the collections. */
  public Observation {
    if (features.isPresent()) {
      features = Optional.of(Collections.unmodifiableSortedSet(new TreeSet<>(features.get())));
    }
    cores = List.copyOf(cores);
  }

  /** How many processors the kinds of cores make up. */
  int processors() {
    int count = 0;
    for (CoreGroup group : cores) {
      count += group.cpus();
    }
    return count;
  }

  /** The same with the kinds of cores from a source that knows them better. */
  Observation withCores(List<CoreGroup> known) {
    return new Observation(
        evidence, architecture, vendor, brand, family, model, stepping, features, known);
  }

  /** The same with the maker's name from a source that knows it. */
  Observation withBrand(String known) {
    return new Observation(
        evidence, architecture, vendor, known, family, model, stepping, features, cores);
  }
}
