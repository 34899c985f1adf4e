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
import java.util.Locale;

/**
 * The fields {@code pkgconfig-depends} of a Cabal package. Those under an {@code if} count as
 * conditional, because the condition is not judged.
 *
 * @see <a
 *     href="https://cabal.readthedocs.io/en/stable/cabal-package-description-file.html">Cabal</a>
 */
public final class CabalFormat implements ExternalFormat {
  private static final String FIELD = "pkgconfig-depends:";

  @Override
  public String title() {
    return "Cabal package";
  }

  @Override
  public boolean accepts(Source source) {
    return source.isFile() && source.fileName().endsWith(".cabal");
  }

  @Override
  public ExternalDocument read(Source source) throws RequirementException {
    String text = source.text();
    List<ExternalDependency> dependencies = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    int fieldIndent = -1;
    int conditionIndent = -1;
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      int stop = end < 0 ? text.length() : end;
      String line = text.substring(at, stop);
      String bare = line.strip();
      int indent = line.length() - line.stripLeading().length();
      if (!bare.isEmpty() && !bare.startsWith("--")) {
        if (conditionIndent >= 0 && indent <= conditionIndent) {
          conditionIndent = -1;
        }
        if (bare.startsWith("if ") || bare.startsWith("if(") || bare.equals("else")) {
          conditionIndent = conditionIndent < 0 ? indent : conditionIndent;
        }
        boolean field = bare.toLowerCase(Locale.ROOT).startsWith(FIELD);
        boolean more = fieldIndent >= 0 && indent > fieldIndent;
        if (field || more) {
          fieldIndent = field ? indent : fieldIndent;
          int from = at + indent + (field ? FIELD.length() : 0);
          String group = conditionIndent >= 0 ? "conditional" : "";
          list(text, from, stop, source.span(), group, dependencies, findings);
        } else {
          fieldIndent = -1;
        }
      }
      at = stop + 1;
    }
    return new ExternalDocument(dependencies, findings);
  }

  private static void list(
      String text,
      int from,
      int stop,
      Span source,
      String group,
      List<ExternalDependency> dependencies,
      List<Finding> findings)
      throws RequirementException {
    int start = from;
    while (start < stop) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 || comma > stop ? stop : comma;
      String item = text.substring(start, end);
      String bare = item.strip();
      if (!bare.isEmpty()) {
        int lead = start + item.length() - item.stripLeading().length();
        Span span = source.at(lead, bare.length());
        String written = bare.replace("&&", ",").replace("^>=", ">=");
        if (written.contains("||")) {
          throw RequirementException.in(
              text, span, "alternatives of versions are not read here", "write one range");
        }
        dependencies.add(
            new DependencyText(Kind.PKGCONFIG.scheme() + written, span, text, findings)
                .parseNamed(Kind.PKGCONFIG, Phase.HOST, group));
      }
      start = end + 1;
    }
  }
}
