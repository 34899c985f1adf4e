package io.envprobe.external.internal;

import io.envprobe.external.ExternalDependency;
import io.envprobe.external.ExternalDependency.Kind;
import io.envprobe.external.ExternalDocument;
import io.envprobe.external.ExternalFormat;
import io.envprobe.external.Phase;
import io.envprobe.fact.Finding;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Source;
import io.envprobe.requirement.Span;
import java.util.ArrayList;
import java.util.List;

/** A dependency as the text itself, or a file with one a line. */
public final class TextFormat implements ExternalFormat {
  @Override
  public String title() {
    return "dependencies, one a line";
  }

  @Override
  public boolean accepts(Source source) {
    return source.isText()
        ? DependencyText.isLike(source.name())
        : source.name().equals("-") || (source.isFile() && source.fileName().endsWith(".txt"));
  }

  @Override
  public ExternalDocument read(Source source) throws RequirementException {
    String text = source.text();
    List<ExternalDependency> dependencies = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      int stop = end < 0 ? text.length() : end;
      String line = text.substring(at, stop);
      String bare = line.strip();
      if (!bare.isEmpty() && !bare.startsWith("#")) {
        int start = at + line.length() - line.stripLeading().length();
        Span span = source.span().at(start, bare.length());
        boolean host =
            bare.startsWith(Kind.PKGCONFIG.scheme()) || bare.startsWith(Kind.HEADER.scheme());
        dependencies.add(
            new DependencyText(bare, span, text, findings)
                .parse(host ? Phase.HOST : Phase.RUN, ""));
      }
      at = stop + 1;
    }
    if (dependencies.isEmpty()) {
      throw RequirementException.of(source.span(), "there is no dependency in it", "");
    }
    return new ExternalDocument(dependencies, findings);
  }
}
