package io.envprobe.tag.variant.json;

import io.envprobe.tag.variant.AbiDependencies;
import io.envprobe.tag.variant.VariantLabel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What must hold between the members of a document. */
final class Rules {
  private Rules() {}

  /** The rules of PEP 825, and of PEP 850 where the document has providers. */
  static List<VariantsJsonProblem> pep825(
      JsonNode root, boolean inWheel, Optional<String> wheelLabel) {
    List<VariantsJsonProblem> problems = new ArrayList<>();
    List<String> namespaces = texts(root, "default-priorities", "namespace");
    Map<String, JsonNode> variants = members(root.find("variants").orElse(root));
    variants.forEach(
        (label, variant) -> {
          Map<String, JsonNode> used = members(variant);
          if (label.equals(VariantLabel.NULL) && !used.isEmpty()) {
            problems.add(
                problem(variant, "null-label-with-properties", "the null variant has properties"));
          }
          if (!label.equals(VariantLabel.NULL) && used.isEmpty()) {
            problems.add(
                problem(
                    variant,
                    "no-properties-without-null-label",
                    "a variant without properties has the label null"));
          }
          used.forEach(
              (namespace, features) -> {
                if (members(features).isEmpty()) {
                  problems.add(
                      problem(
                          features,
                          "namespace-without-features",
                          "this namespace has no features"));
                }
                if (!namespaces.contains(namespace)
                    && !namespace.equals(AbiDependencies.NAMESPACE)) {
                  problems.add(
                      problem(
                          features,
                          "namespace-not-in-default-priorities",
                          "the namespace has no place in default-priorities"));
                }
              });
        });
    wheel(root, variants.keySet(), inWheel, wheelLabel, problems);
    Set<String> providers = members(root.find("providers").orElse(root)).keySet();
    if (root.find("providers").isPresent()
        && !new TreeSet<>(providers).equals(new TreeSet<>(namespaces))) {
      problems.add(
          problem(
              root.find("providers").get(),
              "providers-differ-from-default-priorities",
              "the namespaces of the providers are not those of default-priorities"));
    }
    return problems;
  }

  private static void wheel(
      JsonNode root,
      Set<String> labels,
      boolean inWheel,
      Optional<String> wheelLabel,
      List<VariantsJsonProblem> problems) {
    JsonNode variants = root.find("variants").orElse(root);
    if (inWheel && labels.size() != 1) {
      problems.add(problem(variants, "not-exactly-one-variant", "a wheel has exactly one variant"));
    } else if (wheelLabel.isPresent() && !labels.contains(wheelLabel.get())) {
      problems.add(
          problem(
              variants,
              "label-differs-from-file-name",
              "the file name of the wheel has the label " + wheelLabel.get()));
    }
  }

  /** What variantlib checks after the shape. */
  static List<VariantsJsonProblem> variantlib(
      JsonNode root, boolean inWheel, Optional<String> wheelLabel) {
    List<VariantsJsonProblem> problems = new ArrayList<>();
    Map<String, JsonNode> providers = members(root.find("providers").orElse(none(root)));
    Set<String> fixed = new TreeSet<>();
    providers.forEach(
        (namespace, provider) -> {
          boolean atInstallTime =
              !(provider.find("install-time").orElse(provider) instanceof JsonNode.Truth truth)
                  || truth.value();
          if (atInstallTime && texts(provider, "requires").isEmpty()) {
            problems.add(
                problem(provider, "provider-without-requires", "the provider has no \"requires\""));
          }
          if (!atInstallTime) {
            fixed.add(namespace);
          }
        });
    if (!new TreeSet<>(texts(root, "default-priorities", "namespace"))
        .equals(new TreeSet<>(providers.keySet()))) {
      problems.add(
          problem(
              root,
              "providers-differ-from-default-priorities",
              "the namespaces of the providers are not those of default-priorities"));
    }
    Map<String, JsonNode> values = members(root.find("static-properties").orElse(none(root)));
    if (!values.keySet().equals(fixed)) {
      problems.add(
          problem(
              root,
              "static-properties-differ-from-providers",
              "static-properties are not those of the providers that are fixed"));
    }
    values.forEach(
        (namespace, features) -> {
          Set<String> names = members(features).keySet();
          List<String> order = texts(root, "default-priorities", "feature", namespace);
          if (names.size() > 1 && !order.containsAll(names)) {
            problems.add(
                problem(
                    features,
                    "static-features-without-order",
                    "several fixed features need an order in default-priorities.feature"));
          }
        });
    Map<String, JsonNode> variants = members(root.find("variants").orElse(root));
    variants.forEach(
        (label, variant) -> {
          boolean empty = true;
          for (JsonNode features : members(variant).values()) {
            for (JsonNode list : members(features).values()) {
              empty &= list instanceof JsonNode.Items items && items.list().isEmpty();
            }
          }
          if (empty != label.equals(VariantLabel.NULL)) {
            problems.add(
                problem(
                    variant, "null-label", "the label null and only it belongs to no properties"));
          }
        });
    wheel(root, variants.keySet(), inWheel, wheelLabel, problems);
    return problems;
  }

  private static JsonNode none(JsonNode root) {
    return new JsonNode.Members(root.path(), Map.of());
  }

  private static VariantsJsonProblem problem(JsonNode node, String rule, String message) {
    return new VariantsJsonProblem(node.path(), rule, message);
  }

  /** The members of an object; none where it is something else. */
  static Map<String, JsonNode> members(JsonNode node) {
    return node instanceof JsonNode.Members members ? members.byName() : Map.of();
  }

  /** The strings of the array that a path of member names leads to; none where there is none. */
  static List<String> texts(JsonNode root, String... path) {
    JsonNode node = root;
    for (String name : path) {
      Optional<JsonNode> member = node.find(name);
      if (member.isEmpty()) {
        return List.of();
      }
      node = member.get();
    }
    List<String> texts = new ArrayList<>();
    if (node instanceof JsonNode.Items items) {
      for (JsonNode item : items.list()) {
        if (item instanceof JsonNode.Text text) {
          texts.add(text.value());
        }
      }
    }
    return Collections.unmodifiableList(texts);
  }
}
