package io.envprobe.target.internal;

import java.util.HashSet;
import java.util.Set;

/**
 * What archspec finds out about a processor before it looks for a target.
 *
 * @param machine the architecture
 * @param vendor the maker in archspec's words
 * @param features in archspec's words for the operating system
 * @param part the Arm part number as the source writes it
 * @param generation the POWER generation
 * @param model the name of an Apple or RISC-V design; empty elsewhere
 * @param namesTheModel whether only the model counts, as on macOS
 * @param examined false where archspec looks at nothing but the architecture
 */
record ArchspecFacts(
    String machine,
    String vendor,
    Set<String> features,
    String part,
    long generation,
    String model,
    boolean namesTheModel,
    boolean examined) {

  /** Copies the features and adds {@code sse3}, which Linux calls {@code pni}. */
  ArchspecFacts {
    features =
        new HashSet<>(Words.withSse3(features)); // Asked often; a tree would compare letters.
  }

  /** An architecture that archspec knows by name only. */
  static ArchspecFacts onlyMachine(String machine) {
    return new ArchspecFacts(machine, "", Set.of(), "", 0, "", false, false);
  }
}
