package io.envprobe.external;

import io.envprobe.fact.Finding;
import java.util.List;

/**
 * What a source declares.
 *
 * @param dependencies in its order
 * @param findings what a person should know
 */
public record ExternalDocument(List<ExternalDependency> dependencies, List<Finding> findings) {
  public ExternalDocument {
    dependencies = List.copyOf(dependencies);
    findings = List.copyOf(findings);
  }
}
