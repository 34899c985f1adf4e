package io.envprobe.requirement.internal;

import io.envprobe.marker.CompiledMarker;
import io.envprobe.marker.MarkerDialect;
import io.envprobe.marker.Truth;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.MarkerDemand;
import io.envprobe.requirement.Platform;
import io.envprobe.requirement.Requirement;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.RequirementFormat;
import io.envprobe.requirement.Score;
import io.envprobe.requirement.Source;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.internal.json.Json;
import io.envprobe.requirement.internal.json.JsonReader;
import io.envprobe.version.SyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Requirements for those whose ecosystem has no format for them: a JSON document, whose schema is
 * the resource {@code requirement.schema.json} of this module. It has conditions, perhaps
 * candidates with conditions of their own, and orders of preference among these.
 */
public final class DocumentFormat implements RequirementFormat {
  /** The version of the form. */
  public static final String SCHEMA = "https://envprobe.io/schema/requirement-1.json";

  private static final Set<String> MEMBERS =
      Set.of(
          "$schema",
          "name",
          "description",
          "requires",
          "requires-features",
          "candidates",
          "preferences");
  private static final Set<String> CANDIDATE =
      Set.of("name", "description", "when", "requires", "requires-features");
  private static final Set<String> PREFERENCE = Set.of("when", "order");

  @Override
  public String name() {
    return "requirement";
  }

  @Override
  public String title() {
    return "requirement documents of envprobe (JSON)";
  }

  @Override
  public String specification() {
    return SCHEMA;
  }

  @Override
  public boolean accepts(Source source) {
    String head = new String(source.head(), StandardCharsets.UTF_8).stripLeading();
    return source.isFile()
        && head.startsWith("{")
        && (head.contains("envprobe.io/schema/requirement")
            || source.fileName().endsWith(".requirement.json"));
  }

  @Override
  public List<Candidate> read(Source source) throws RequirementException {
    String text = source.text();
    Json.Members document = JsonReader.read(text, source.span()).asMembers();
    DocumentConditions conditions = new DocumentConditions(text, source.name());
    conditions.only(document, MEMBERS);
    Optional<Json> schema = document.find("$schema");
    if (schema.isEmpty() || !schema.get().asText().equals(SCHEMA)) {
      throw RequirementException.in(
          text,
          schema.map(Json::span).orElse(document.span()),
          "the document does not say of which form it is",
          "\"$schema\": \"" + SCHEMA + "\"");
    }
    String name = document.text("name").orElse(source.name());
    List<Condition> shared = conditions.of(document);
    if (document.find("candidates").isEmpty()) {
      Condition whole = new Condition.All("", shared, document.span());
      return List.of(Candidate.of(name, Requirement.of(source.name(), name(), whole)));
    }
    List<Preference> preferences = preferences(document, conditions, text);
    List<Candidate> candidates = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Json item : document.items("candidates")) {
      Json.Members each = item.asMembers();
      conditions.only(each, CANDIDATE);
      Optional<String> own = each.text("name");
      if (own.isEmpty() || names.contains(own.get())) {
        throw RequirementException.in(
            text,
            each.find("name").map(Json::span).orElse(each.span()),
            own.isEmpty() ? "a candidate needs a name" : "two candidates have this name",
            "");
      }
      names.add(own.get());
      List<Condition> all = new ArrayList<>(shared);
      if (each.find("when").isPresent()) {
        all.add(conditions.marker(each.find("when").get()));
      }
      all.addAll(conditions.of(each));
      int place = candidates.size();
      candidates.add(
          new Candidate(
              own.get(),
              Requirement.of(
                  source.name() + " " + own.get(), name(), new Condition.All("", all, each.span())),
              platform -> score(source.name(), own.get(), place, preferences, platform)));
    }
    if (candidates.isEmpty()) {
      throw RequirementException.in(
          text, document.find("candidates").orElseThrow().span(), "there is no candidate", "");
    }
    return candidates;
  }

  /** An order of names that counts where its condition holds. */
  private record Preference(Condition when, List<String> order) {}

  private static List<Preference> preferences(
      Json.Members document, DocumentConditions conditions, String text)
      throws RequirementException {
    List<Preference> preferences = new ArrayList<>();
    for (Json item : document.items("preferences")) {
      Json.Members each = item.asMembers();
      conditions.only(each, PREFERENCE);
      if (each.find("order").isEmpty()) {
        throw RequirementException.in(text, each.span(), "a preference needs an order", "");
      }
      List<String> order = new ArrayList<>();
      for (Json name : each.items("order")) {
        order.add(name.asText());
      }
      Optional<Json> when = each.find("when");
      preferences.add(
          new Preference(
              when.isPresent() ? conditions.marker(when.get()) : Condition.always(each.span()),
              order));
    }
    return preferences;
  }

  /** By the first order that holds and has the name, then by the place in the document. */
  private static Score score(
      String document, String name, int place, List<Preference> preferences, Platform platform) {
    int preferred = Integer.MAX_VALUE;
    for (Preference preference : preferences) {
      if (preference.when().test(platform) == Truth.TRUE) {
        int at = preference.order().indexOf(name);
        preferred = at < 0 ? Integer.MAX_VALUE : at;
        break;
      }
    }
    return new Score(
        "requirement " + document,
        List.of(
            Score.Criterion.low(
                "preference",
                preferred,
                preferred == Integer.MAX_VALUE ? "none" : String.valueOf(preferred + 1)),
            Score.Criterion.low("place", place, String.valueOf(place + 1))));
  }

  /** Reads a marker at its place. */
  static Condition marker(String marker, Span span, String text) throws RequirementException {
    try {
      return MarkerDemand.condition(CompiledMarker.parse(marker, MarkerDialect.PYPA), span);
    } catch (SyntaxException e) {
      throw RequirementException.in(
          text, span.at(span.offset() + e.offset(), e.length()), e.reason(), e.hint());
    }
  }
}
