package io.envprobe.artifact;

import io.envprobe.blas.Scope;
import io.envprobe.fact.Finding;
import java.util.List;

/**
 * The numerical libraries among files, and what is wrong between them.
 *
 * @param scope the files that are such libraries or need one
 * @param findings by rule
 */
public record NumericalReport(Scope scope, List<Finding> findings) {
  public NumericalReport {
    findings = List.copyOf(findings);
  }
}
