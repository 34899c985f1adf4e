package io.envprobe.blas;

import io.envprobe.blas.internal.rules.Findings;
import io.envprobe.blas.internal.rules.MachineRules;
import io.envprobe.blas.internal.rules.NameRules;
import io.envprobe.blas.internal.rules.PairRules;
import io.envprobe.blas.internal.rules.RecordRules;
import io.envprobe.blas.internal.rules.ThreadRules;
import io.envprobe.fact.Finding;
import java.util.List;

/** Applies the table of rules. */
public final class Rules {
  private Rules() {}

  /** What is wrong with files that are together, in the order of the rules. */
  public static List<Finding> check(Scope whole) {
    Findings findings = Findings.none();
    Scope scope = MachineRules.withoutForeign(whole, findings);
    NameRules.check(scope, findings);
    PairRules.check(scope, findings);
    ThreadRules.check(scope, findings);
    MachineRules.check(scope, findings);
    RecordRules.check(scope, findings);
    return findings.sorted();
  }
}
