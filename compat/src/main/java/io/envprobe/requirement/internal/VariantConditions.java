package io.envprobe.requirement.internal;

import io.envprobe.requirement.Condition;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.VariantDemand;
import io.envprobe.tag.variant.Variant;
import io.envprobe.tag.variant.VariantsDocument;
import io.envprobe.tag.variant.json.VariantsJsonException;
import io.envprobe.tag.variant.json.VariantsJsonProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What variants of wheels ask, from a document of variants. */
final class VariantConditions {
  private VariantConditions() {}

  /**
   * What a variant asks: of every feature one of its values. A label that the document does not
   * have can be used by nobody.
   *
   * @param place finds a label or value in the text of the document
   */
  static Condition of(VariantsDocument document, String label, Function<String, Span> place) {
    Optional<Variant> variant = document.find(label);
    if (variant.isEmpty()) {
      return new Condition.Any("a variant with the label " + label, List.of(), place.apply(label));
    }
    List<Condition> parts = new ArrayList<>();
    variant
        .get()
        .byNamespace()
        .forEach(
            (namespace, features) -> {
              for (Map.Entry<String, List<String>> feature : features.entrySet()) {
                parts.add(
                    Condition.of(
                        new VariantDemand(
                            document, namespace, feature.getKey(), feature.getValue()),
                        place.apply(label)));
              }
            });
    return new Condition.All("variant " + label, parts, place.apply(label));
  }

  /** Finds names in a text: where they stand in quotes for the first time. */
  static Function<String, Span> place(String text, Span span) {
    return name -> {
      int at = text.indexOf("\"" + name + "\"");
      return at < 0 ? span : span.at(span.offset() + at, name.length() + 2);
    };
  }

  /** A problem of a document, at the last name of its path that stands in the text. */
  static RequirementException failure(VariantsJsonException error, String text, Span span) {
    VariantsJsonProblem problem = error.problems().get(0);
    String name = problem.path();
    int dot = name.lastIndexOf('.');
    Span where = place(text, span).apply(dot < 0 ? name : name.substring(dot + 1));
    return RequirementException.in(text, where, problem.toString(), "");
  }
}
