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
import io.envprobe.requirement.internal.json.Json;
import io.envprobe.requirement.internal.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What meson's introspection prints: {@code meson-info/intro-dependencies.json}, {@code meson
 * introspect --dependencies}, {@code --all} and {@code --scan-dependencies}.
 *
 * @see <a href="https://mesonbuild.com/IDE-integration.html">meson</a>
 */
public final class MesonFormat implements ExternalFormat {
  @Override
  public String title() {
    return "meson introspection";
  }

  @Override
  public boolean accepts(Source source) {
    if (!source.isFile() || !source.fileName().endsWith(".json")) {
      return false;
    }
    String head = new String(source.head(), StandardCharsets.UTF_8);
    return source.fileName().equals("intro-dependencies.json")
        || head.contains("\"has_fallback\"")
        || head.contains("\"compile_args\"")
        || head.contains("\"meson_variables\"");
  }

  @Override
  public ExternalDocument read(Source source) throws RequirementException {
    String text = source.text();
    Json document = JsonReader.read(text, source.span());
    List<Json> items =
        document instanceof Json.Members all ? all.items("dependencies") : document.asItems();
    List<ExternalDependency> dependencies = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (Json item : items) {
      Json.Members record = item.asMembers();
      Optional<Json> name = record.find("name");
      if (name.isEmpty()) {
        throw RequirementException.in(text, item.span(), "a dependency without a name", "");
      }
      Kind kind =
          record.text("type").filter("pkgconfig"::equals).isPresent() ? Kind.PKGCONFIG : Kind.NAME;
      Span span = name.get().span();
      String written = name.get().asText() + constraint(record);
      dependencies.add(
          new DependencyText(
                  kind.scheme() + written, span.at(span.offset(), span.length()), text, findings)
              .parseNamed(kind, Phase.HOST, group(record)));
    }
    return new ExternalDocument(dependencies, findings);
  }

  /** A version as text is the one that was found, a list of them what is asked. */
  private static String constraint(Json.Members record) throws RequirementException {
    Optional<Json> version = record.find("version");
    if (version.isEmpty() || !(version.get() instanceof Json.Items wanted)) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    for (Json one : wanted.list()) {
      parts.add(one.asText());
    }
    return parts.isEmpty() ? "" : " " + String.join(",", parts);
  }

  private static String group(Json.Members record) {
    return is(record, "required", false)
        ? "optional"
        : is(record, "conditional", true) ? "conditional" : "";
  }

  private static boolean is(Json.Members record, String name, boolean wanted) {
    return record
        .find(name)
        .map(value -> value instanceof Json.Truth truth && truth.value() == wanted)
        .orElse(false);
  }
}
