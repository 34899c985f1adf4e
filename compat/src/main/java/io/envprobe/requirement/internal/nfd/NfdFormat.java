package io.envprobe.requirement.internal.nfd;

import io.envprobe.marker.Truth;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.Requirement;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormat;
import io.envprobe.requirement.Score;
import io.envprobe.requirement.Source;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.internal.json.Json;
import io.envprobe.requirement.internal.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rules of Node Feature Discovery, of which each is a requirement, and specifications of image
 * compatibility, of which one set of rules is enough. In YAML or JSON.
 */
public final class NfdFormat implements RequirementFormat {
  private static final String NAME = "nfd";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "node feature rules and image compatibility of Kubernetes NFD";
  }

  @Override
  public String specification() {
    return "https://kubernetes-sigs.github.io/node-feature-discovery/stable/usage/customization-guide.html";
  }

  @Override
  public boolean accepts(Source source) {
    String name = source.fileName();
    boolean named = name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    if (!source.isFile() || !named) {
      return false;
    }
    String head = new String(source.head(), StandardCharsets.UTF_8);
    return head.contains("NodeFeatureRule")
        || head.contains("NodeFeatureGroup")
        || (head.contains("compatibilities") && head.contains("rules"))
        || head.contains("matchFeatures");
  }

  @Override
  public List<Candidate> read(Source source) throws RequirementException {
    String text = source.text();
    List<Candidate> candidates = new ArrayList<>();
    for (Json document : YamlReader.read(text, source.span())) {
      if (!(document instanceof Json.Null)) {
        candidates.addAll(document(document, text, source.name()));
      }
    }
    if (candidates.isEmpty()) {
      throw RequirementException.of(source.span(), "there is no rule in it", "");
    }
    return candidates;
  }

  private static List<Candidate> document(Json json, String text, String name)
      throws RequirementException {
    NfdRules rules = new NfdRules(text);
    Json.Members document = rules.members(json);
    if (document.find("compatibilities").isPresent()) {
      return List.of(compatibility(document, rules, name));
    }
    List<Json> found = new ArrayList<>();
    Optional<Json> spec = document.find("spec");
    Json.Members holder = spec.isPresent() ? rules.members(spec.get()) : document;
    found.addAll(rules.items(holder, "rules"));
    found.addAll(rules.items(holder, "featureGroupRules"));
    if (found.isEmpty()) {
      throw rules.error(json.span(), "there is no rule in it", "write them under spec.rules");
    }
    List<Candidate> candidates = new ArrayList<>();
    for (Json rule : found) {
      Optional<Json> title = rules.members(rule).find("name");
      String own = title.isPresent() ? rules.text(title.get()) : "rule " + (candidates.size() + 1);
      candidates.add(
          Candidate.of(own, Requirement.of(name + " " + own, NAME, rules.rule(rule, own))));
    }
    return candidates;
  }

  /** A set of rules that a node may meet, and how much it is preferred. */
  private record Weighed(Condition condition, long weight) {}

  private static Candidate compatibility(Json.Members document, NfdRules rules, String name)
      throws RequirementException {
    List<Weighed> sets = new ArrayList<>();
    List<Condition> any = new ArrayList<>();
    for (Json item : rules.items(document, "compatibilities")) {
      Json.Members set = rules.members(item);
      List<Condition> parts = new ArrayList<>();
      for (Json rule : rules.items(set, "rules")) {
        Optional<Json> title = rules.members(rule).find("name");
        parts.add(rules.rule(rule, title.isPresent() ? rules.text(title.get()) : ""));
      }
      Optional<Json> tag = set.find("tag").or(() -> set.find("description"));
      Condition whole =
          new Condition.All(tag.isPresent() ? rules.text(tag.get()) : "", parts, item.span());
      any.add(whole);
      sets.add(new Weighed(whole, set.integer("weight").orElse(0L)));
    }
    if (any.isEmpty()) {
      throw rules.error(document.span(), "there is no set of rules in it", "");
    }
    return new Candidate(
        name,
        Requirement.of(name, NAME, Condition.any(any, document.span())),
        platform -> {
          long best = 0;
          for (Weighed set : sets) {
            if (set.condition().test(platform) == Truth.TRUE) {
              best = Math.max(best, set.weight());
            }
          }
          return new Score(
              NAME, List.of(Score.Criterion.high("weight", best, Long.toString(best))));
        });
  }

  /**
   * What a specification of image compatibility asks of a node.
   *
   * @param source names the text
   */
  public static Condition imageCompatibility(String text, Span source) throws RequirementException {
    List<Condition> all = new ArrayList<>();
    for (Json document : YamlReader.read(text, source)) {
      NfdRules rules = new NfdRules(text);
      all.add(
          compatibility(rules.members(document), rules, source.source()).requirement().condition());
    }
    return new Condition.All("image compatibility", all, source);
  }
}
