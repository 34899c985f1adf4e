package io.envprobe.requirement.internal;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactCatalogue;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactType;
import io.envprobe.probe.UserFeatures;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.Demand;
import io.envprobe.requirement.FactDemand;
import io.envprobe.requirement.HintedDemand;
import io.envprobe.requirement.LibraryDemand;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.SymbolVersionDemand;
import io.envprobe.requirement.WheelTagDemand;
import io.envprobe.requirement.WordDemand;
import io.envprobe.requirement.internal.json.Json;
import io.envprobe.tag.StandardVocabularies;
import io.envprobe.tag.python.CompressedTags;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the conditions of a requirement document. */
final class DocumentConditions {
  private static final Map<String, FactDemand.Operator> OPERATORS =
      Map.of(
          "equals", FactDemand.Operator.EQUAL,
          "differs", FactDemand.Operator.NOT_EQUAL,
          "below", FactDemand.Operator.LESS,
          "at-most", FactDemand.Operator.AT_MOST,
          "above", FactDemand.Operator.GREATER,
          "at-least", FactDemand.Operator.AT_LEAST,
          "contains", FactDemand.Operator.CONTAINS,
          "lacks", FactDemand.Operator.NOT_CONTAINS);

  private final String text;
  private final String subject;

  DocumentConditions(String text, String subject) {
    this.text = text;
    this.subject = subject;
  }

  /** The conditions in {@code requires} and {@code requires-features}. */
  List<Condition> of(Json.Members members) throws RequirementException {
    List<Condition> conditions = new ArrayList<>();
    for (Json item : members.items("requires")) {
      conditions.add(condition(item));
    }
    for (Json item : members.items("requires-features")) {
      conditions.add(
          Condition.of(
              new FactDemand(CpuFacts.CPU_FEATURES, FactDemand.Operator.CONTAINS, item.asText()),
              item.span()));
    }
    return conditions;
  }

  /**
   * Refuses members that the form does not have, so that a slip of the pen is no condition less.
   */
  void only(Json.Members members, Set<String> known) throws RequirementException {
    for (String name : members.members().keySet()) {
      if (!known.contains(name)) {
        Span place = members.names().get(name);
        throw error(
            place == null ? members.span() : place,
            "there is no member " + name + " here",
            "use one of " + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }

  /** A text as marker expression. */
  Condition marker(Json value) throws RequirementException {
    String marker = value.asText();
    // The offsets of a text with escapes are not those of the document.
    boolean plain = value.span().length() == marker.length() + 2;
    if (plain) {
      Span inside = value.span().at(value.span().offset() + 1, marker.length());
      return DocumentFormat.marker(marker, inside, text);
    }
    try {
      return DocumentFormat.marker(marker, value.span(), text);
    } catch (RequirementException e) {
      throw error(value.span(), e.reason(), e.hint());
    }
  }

  private Condition condition(Json value) throws RequirementException {
    if (value instanceof Json.Text) {
      return marker(value);
    }
    Json.Members members = value.asMembers();
    Set<String> names = members.members().keySet();
    if (names.contains("all") || names.contains("any")) {
      boolean all = names.contains("all");
      only(members, Set.of(all ? "all" : "any"));
      List<Condition> parts = new ArrayList<>();
      for (Json part : members.items(all ? "all" : "any")) {
        parts.add(condition(part));
      }
      return all
          ? new Condition.All("", parts, value.span())
          : new Condition.Any("", parts, value.span());
    }
    if (names.contains("not")) {
      only(members, Set.of("not"));
      return Condition.not(condition(members.find("not").orElseThrow()), value.span());
    }
    if (names.contains("when")) {
      only(members, Set.of("when", "requires", "requires-features"));
      Condition when = marker(members.find("when").orElseThrow());
      Condition then = Condition.all(of(members), value.span());
      return new Condition.Any("", List.of(Condition.not(when, when.span()), then), value.span());
    }
    Demand demand = demand(members);
    Optional<String> hint = members.text("hint");
    return Condition.of(
        hint.isPresent() ? new HintedDemand(demand, hint.get()) : demand, value.span());
  }

  private Demand demand(Json.Members members) throws RequirementException {
    Optional<String> fact = members.text("fact");
    if (fact.isPresent()) {
      return fact(members, fact.get());
    }
    Optional<String> library = members.text("library");
    if (library.isPresent()) {
      only(members, Set.of("library", "hint"));
      return new LibraryDemand(library.get(), Optional.empty(), subject);
    }
    Optional<String> version = members.text("symbol-version");
    Optional<String> of = members.text("of");
    if (version.isPresent() && of.isPresent()) {
      only(members, Set.of("symbol-version", "of", "hint"));
      return new SymbolVersionDemand(of.get(), version.get(), List.of(), Optional.empty(), subject);
    }
    Optional<String> tag = members.text("tag");
    if (tag.isPresent()) {
      return tag(members, tag.get());
    }
    throw error(
        members.span(),
        "this is no condition",
        "write a marker expression, or an object with fact, library, symbol-version, tag, all, any,"
            + " not or when");
  }

  private Demand tag(Json.Members members, String tag) throws RequirementException {
    only(members, Set.of("tag", "vocabulary", "hint"));
    String vocabulary = members.text("vocabulary").orElse("python");
    Span place = members.find("tag").orElseThrow().span();
    if (vocabulary.equals("python") && tag.indexOf('-') >= 0) {
      try {
        return new WheelTagDemand(CompressedTags.parse(tag));
      } catch (SyntaxException e) {
        throw error(place, e.reason(), e.hint());
      }
    }
    if (StandardVocabularies.find(vocabulary).isEmpty()) {
      throw error(
          members.find("vocabulary").orElseThrow().span(),
          "there is no vocabulary " + vocabulary,
          "");
    }
    return new WordDemand(vocabulary, tag);
  }

  private Demand fact(Json.Members members, String name) throws RequirementException {
    Span place = members.find("fact").orElseThrow().span();
    Optional<FactKey<?>> key = FactCatalogue.named(name);
    if (key.isEmpty() && name.startsWith(UserFeatures.PREFIX)) {
      key = Optional.of(FactKey.foreign(name, FactType.TEXT));
    }
    if (key.isEmpty()) {
      throw error(place, "there is no fact " + name, "probe facts lists them");
    }
    Optional<Json> present = members.find("present");
    if (present.isPresent()) {
      only(members, Set.of("fact", "present", "hint"));
      if (!(present.get() instanceof Json.Truth truth)) {
        throw error(present.get().span(), "expected true or false", "");
      }
      return new FactDemand(
          key.get(), truth.value() ? FactDemand.Operator.PRESENT : FactDemand.Operator.ABSENT, "");
    }
    for (Map.Entry<String, Json> member : members.members().entrySet()) {
      FactDemand.Operator operator = OPERATORS.get(member.getKey());
      if (operator != null) {
        only(members, Set.of("fact", member.getKey(), "hint"));
        return new FactDemand(key.get(), operator, written(member.getValue()));
      }
    }
    throw error(
        members.span(),
        "the fact is compared with nothing",
        "use one of present, " + String.join(", ", OPERATORS.keySet().stream().sorted().toList()));
  }

  private String written(Json value) throws RequirementException {
    if (value instanceof Json.Numeral number) {
      return number.written();
    }
    return value instanceof Json.Truth truth ? String.valueOf(truth.value()) : value.asText();
  }

  private RequirementException error(Span span, String reason, String hint) {
    return RequirementException.in(text, span, reason, hint);
  }
}
