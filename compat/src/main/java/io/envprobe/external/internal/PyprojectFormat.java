package io.envprobe.external.internal;

import io.envprobe.external.ExternalDependency;
import io.envprobe.external.ExternalDocument;
import io.envprobe.external.ExternalFormat;
import io.envprobe.external.Phase;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Source;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.internal.json.Json;
import io.envprobe.requirement.internal.toml.TomlReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table {@code external} of {@code pyproject.toml}.
 *
 * @see <a href="https://peps.python.org/pep-0725/">PEP 725</a>
 */
public final class PyprojectFormat implements ExternalFormat {
  private static final Map<String, Phase> LISTS =
      Map.of(
          "build-requires", Phase.BUILD,
          "host-requires", Phase.HOST,
          "dependencies", Phase.RUN);
  private static final Map<String, Phase> TABLES =
      Map.of(
          "optional-build-requires", Phase.BUILD,
          "optional-host-requires", Phase.HOST,
          "optional-dependencies", Phase.RUN);
  private static final String GROUPS = "dependency-groups";
  private static final int MOST_INCLUDES = 10_000;
  private static final String INCLUDE = "include-group";

  @Override
  public String title() {
    return "pyproject.toml";
  }

  @Override
  public boolean accepts(Source source) {
    return source.isFile() && source.fileName().endsWith(".toml");
  }

  @Override
  public ExternalDocument read(Source source) throws RequirementException {
    String text = source.text();
    Json.Members document = TomlReader.read(text, source.span());
    Optional<Json> external = document.find("external");
    if (external.isEmpty()) {
      return new ExternalDocument(
          List.of(),
          List.of(
              new Finding(
                  "ext.none",
                  Severity.INFO,
                  "There is no table external: the project declares no external dependency.",
                  source.name(),
                  List.of(),
                  "")));
    }
    return new Reading(text).read(external.get().asMembers());
  }

  /** One document being read. */
  private static final class Reading {
    private final String text;
    private final List<ExternalDependency> dependencies = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private int included;

    Reading(String text) {
      this.text = text;
    }

    ExternalDocument read(Json.Members external) throws RequirementException {
      for (Map.Entry<String, Json> member : external.members().entrySet()) {
        String key = member.getKey();
        if (LISTS.containsKey(key)) {
          list(items(member.getValue()), LISTS.getOrDefault(key, Phase.RUN), "");
        } else if (TABLES.containsKey(key)) {
          for (Map.Entry<String, Json> group : table(member.getValue()).members().entrySet()) {
            list(items(group.getValue()), TABLES.getOrDefault(key, Phase.RUN), group.getKey());
          }
        } else if (key.equals(GROUPS)) {
          Json.Members groups = table(member.getValue());
          for (String group : groups.members().keySet()) {
            group(groups, group, group, new LinkedHashSet<>(), member.getValue().span());
          }
        } else {
          Span place = external.names().getOrDefault(key, external.span());
          throw RequirementException.in(
              text,
              place,
              "the table external has no key " + key,
              "build-requires, host-requires, dependencies, each also with optional-, or"
                  + " dependency-groups");
        }
      }
      return new ExternalDocument(dependencies, findings);
    }

    private void group(Json.Members groups, String name, String group, Set<String> open, Span place)
        throws RequirementException {
      if (++included > MOST_INCLUDES) {
        throw RequirementException.in(
            text, place, "the groups include one another more than 10000 times", "");
      }
      Optional<Json> list = find(groups, name);
      if (list.isEmpty() || !open.add(normalized(name))) {
        throw RequirementException.in(
            text,
            place,
            list.isEmpty() ? "there is no group " + name : "the group " + name + " includes itself",
            "");
      }
      for (Json item : items(list.get())) {
        if (item instanceof Json.Members include) {
          String inner = include.find(INCLUDE).orElse(item).asText();
          group(groups, inner, group, open, item.span());
        } else {
          list(List.of(item), Phase.RUN, group);
        }
      }
      open.remove(normalized(name));
    }

    private static Optional<Json> find(Json.Members groups, String name) {
      for (Map.Entry<String, Json> one : groups.members().entrySet()) {
        if (normalized(one.getKey()).equals(normalized(name))) {
          return Optional.of(one.getValue());
        }
      }
      return Optional.empty();
    }

    private static String normalized(String name) {
      return name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
    }

    private void list(List<Json> items, Phase phase, String group) throws RequirementException {
      if (dependencies.size() + items.size() > 100_000) {
        throw RequirementException.in(
            text, items.get(0).span(), "more than 100000 dependencies", "");
      }
      for (Json item : items) {
        if (!(item instanceof Json.Text value)) {
          throw RequirementException.in(
              text, item.span(), "expected a text, found a " + item.kind(), "");
        }
        Span span = item.span();
        boolean plain = span.length() == value.value().length() + 2;
        Span inside = plain ? span.at(span.offset() + 1, value.value().length()) : span;
        dependencies.add(
            new DependencyText(value.value(), inside, text, findings).parse(phase, group));
      }
    }

    private List<Json> items(Json value) throws RequirementException {
      if (value instanceof Json.Items items) {
        return items.list();
      }
      throw RequirementException.in(
          text, value.span(), "expected a list, found a " + value.kind(), "");
    }

    private Json.Members table(Json value) throws RequirementException {
      if (value instanceof Json.Members members) {
        return members;
      }
      throw RequirementException.in(
          text, value.span(), "expected a table of lists, found a " + value.kind(), "");
    }
  }
}
