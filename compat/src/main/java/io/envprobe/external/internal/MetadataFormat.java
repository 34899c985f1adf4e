package io.envprobe.external.internal;

import io.envprobe.external.ExternalDependency;
import io.envprobe.external.ExternalDependency.Kind;
import io.envprobe.external.ExternalDocument;
import io.envprobe.external.ExternalFormat;
import io.envprobe.external.Phase;
import io.envprobe.fact.Finding;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Source;
import io.envprobe.requirement.internal.WheelContents;
import java.util.ArrayList;
import java.util.List;

/**
 * Core metadata: {@code METADATA}, {@code PKG-INFO}, or that of a wheel. The fields {@code
 * Requires-External-Dep} of PEP 725 and the older {@code Requires-External}.
 *
 * @see <a href="https://packaging.python.org/en/latest/specifications/core-metadata/">metadata</a>
 */
public final class MetadataFormat implements ExternalFormat {
  @Override
  public String title() {
    return "core metadata";
  }

  @Override
  public boolean accepts(Source source) {
    String name = source.fileName();
    return source.isFile()
        && (name.equals("METADATA") || name.equals("PKG-INFO") || name.endsWith(".whl"));
  }

  @Override
  public ExternalDocument read(Source source) throws RequirementException {
    WheelContents.Text text =
        source.fileName().endsWith(".whl")
            ? WheelContents.open(source).required("METADATA")
            : new WheelContents.Text(source.text(), source.span());
    if (text.header("Metadata-Version").isEmpty()) {
      throw RequirementException.in(
          text.content(), text.span().at(0, 0), "there is no Metadata-Version", "");
    }
    List<ExternalDependency> dependencies = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (WheelContents.Value value : text.headers("Requires-External-Dep")) {
      dependencies.add(
          new DependencyText(value.text(), value.span(), text.content(), findings)
              .parse(Phase.RUN, ""));
    }
    for (WheelContents.Value value : text.headers("Requires-External")) {
      DependencyText read =
          new DependencyText(value.text(), value.span(), text.content(), findings);
      dependencies.add(
          DependencyText.isLike(value.text())
              ? read.parse(Phase.RUN, "")
              : read.parseNamed(Kind.NAME, Phase.RUN, ""));
    }
    return new ExternalDocument(dependencies, findings);
  }
}
