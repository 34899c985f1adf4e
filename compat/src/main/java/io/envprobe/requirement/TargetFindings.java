package io.envprobe.requirement;

import io.envprobe.artifact.NativeFile;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.marker.Truth;
import io.envprobe.requirement.internal.NativeConditions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a machine lacks for native files that are used together, each thing once. */
public final class TargetFindings {
  private TargetFindings() {}

  /** The facts of the machine that decide. */
  public static Set<FactKey<?>> facts(List<NativeFile> files) {
    Set<FactKey<?>> facts = new LinkedHashSet<>();
    NativeConditions.of(files).all().forEach(demand -> facts.addAll(demand.facts()));
    return facts;
  }

  /**
   * What does not hold is an error; what cannot be told, a piece of information.
   *
   * @param name the machine for a person
   */
  public static List<Finding> of(List<NativeFile> files, Platform machine, String name) {
    List<Finding> findings = new ArrayList<>();
    for (Demand demand : NativeConditions.of(files).all()) {
      Truth truth = demand.test(machine);
      if (truth != Truth.TRUE) {
        Answer answer = demand.explain(machine);
        findings.add(
            new Finding(
                "target." + rule(demand),
                truth == Truth.FALSE ? Severity.ERROR : Severity.INFO,
                name + ": " + answer.reason(),
                demand.text(),
                answer.evidence(),
                answer.remedy()));
      }
    }
    return findings;
  }

  private static String rule(Demand demand) {
    if (demand instanceof LibraryDemand) {
      return "library";
    }
    if (demand instanceof SymbolVersionDemand) {
      return "version";
    }
    if (demand instanceof NativePlatformDemand) {
      return "platform";
    }
    return demand instanceof GpuCodeDemand ? "gpu" : "fact";
  }
}
