package io.envprobe.target;

import java.util.List;
import java.util.Set;

/**
 * A microarchitecture, or a level of an architecture, that compilers make code for.
 *
 * @param name as archspec writes it: {@code skylake_avx512}, {@code x86_64_v3}
 * @param parents the targets whose code it runs, nearest first
 * @param vendor the maker as the processor names it; {@code generic} for a level of an architecture
 * @param features every feature that code for it may use, in Linux names
 * @param generation the POWER generation; 0 elsewhere
 * @param part the Arm part number; empty elsewhere
 * @param inArchspec whether archspec has it
 */
public record Target(
    String name,
    List<String> parents,
    String vendor,
    Set<String> features,
    long generation,
    String part,
    boolean inArchspec) {

  /** The vendor of a target that is a level of an architecture. */
  public static final String GENERIC = "generic";

  /** Copies the collections. */
  public Target {
    parents = List.copyOf(parents);
    features = Set.copyOf(features);
  }

  /** Whether it is a level of an architecture and no processor of one maker. */
  public boolean isGeneric() {
    return vendor.equals(GENERIC);
  }
}
