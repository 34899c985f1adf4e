package io.envprobe.requirement.internal.nfd;

import io.envprobe.requirement.Condition;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.internal.json.Json;
import io.envprobe.tag.nfd.NfdExpression;
import io.envprobe.tag.nfd.NfdRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lowers the rules of a document to conditions, each part at its place. */
final class NfdRules {
  private final String text;

  /** Rules of a text, which errors show. */
  NfdRules(String text) {
    this.text = text;
  }

  /** A rule: all of {@code matchFeatures}, and of {@code matchAny} one, where there are any. */
  Condition rule(Json json, String title) throws RequirementException {
    Json.Members rule = members(json);
    List<Condition> parts = new ArrayList<>(terms(rule));
    List<Json> alternatives = items(rule, "matchAny");
    if (!alternatives.isEmpty()) {
      List<Condition> any = new ArrayList<>();
      for (Json alternative : alternatives) {
        any.add(new Condition.All("", terms(members(alternative)), alternative.span()));
      }
      parts.add(new Condition.Any("", any, rule.find("matchAny").orElse(json).span()));
    }
    return new Condition.All(title, parts, json.span());
  }

  private List<Condition> terms(Json.Members holder) throws RequirementException {
    List<Condition> terms = new ArrayList<>();
    for (Json item : items(holder, "matchFeatures")) {
      Json.Members term = members(item);
      Optional<Json> feature = term.find("feature");
      if (feature.isEmpty()) {
        throw error(item.span(), "a term needs a feature", "feature: cpu.cpuid");
      }
      Optional<Json> names = present(term, "matchName");
      Optional<Json> expressions = present(term, "matchExpressions");
      terms.add(
          Condition.of(
              new NfdTermDemand(
                  new NfdRule.Term(
                      text(feature.get()),
                      expressions.isPresent()
                          ? Optional.of(expressions(expressions.get()))
                          : Optional.empty(),
                      names.isPresent() ? Optional.of(expression(names.get())) : Optional.empty())),
              item.span()));
    }
    return terms;
  }

  private Map<String, NfdExpression> expressions(Json json) throws RequirementException {
    Map<String, NfdExpression> expressions = new LinkedHashMap<>();
    for (Map.Entry<String, Json> entry : members(json).members().entrySet()) {
      expressions.put(entry.getKey(), expression(entry.getValue()));
    }
    return expressions;
  }

  private NfdExpression expression(Json json) throws RequirementException {
    Json.Members expression = members(json);
    Optional<Json> operator = present(expression, "op");
    Optional<Json> type = present(expression, "type");
    List<String> values = new ArrayList<>();
    for (Json value : items(expression, "value")) {
      values.add(text(value));
    }
    NfdExpression read =
        new NfdExpression(
            operator.isPresent() ? text(operator.get()) : "",
            values,
            type.isPresent() ? text(type.get()) : "");
    Optional<String> wrong = read.problem();
    if (wrong.isPresent()) {
      throw error(operator.orElse(json).span(), wrong.get(), "");
    }
    return read;
  }

  private static Optional<Json> present(Json.Members members, String name) {
    return members.find(name).filter(value -> !(value instanceof Json.Null));
  }

  /** The items of a member; none where it is missing or null. */
  List<Json> items(Json.Members members, String name) throws RequirementException {
    Optional<Json> value = present(members, name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof Json.Items items) {
      return items.list();
    }
    throw error(value.get().span(), "expected an array, found a " + value.get().kind(), "");
  }

  Json.Members members(Json json) throws RequirementException {
    if (json instanceof Json.Members members) {
      return members;
    }
    throw error(json.span(), "expected an object, found a " + json.kind(), "");
  }

  String text(Json json) throws RequirementException {
    if (json instanceof Json.Text value) {
      return value.value();
    }
    boolean scalar = json instanceof Json.Numeral || json instanceof Json.Truth;
    throw error(
        json.span(),
        "expected a text, found a " + json.kind(),
        scalar ? "put it in double quotes" : "");
  }

  /** An error at a place in the text. */
  RequirementException error(Span span, String reason, String hint) {
    return RequirementException.in(text, span, reason, hint);
  }
}
