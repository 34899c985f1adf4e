package io.envprobe.tag.nfd;

import io.envprobe.marker.Truth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A rule of NFD: all terms hold, and of the alternatives one, where there are any. A rule without
 * terms holds.
 *
 * @param name for a person
 * @param terms {@code matchFeatures}
 * @param alternatives {@code matchAny}
 */
public record NfdRule(String name, List<Term> terms, List<List<Term>> alternatives) {
  public NfdRule {
    Objects.requireNonNull(name);
    terms = List.copyOf(terms);
    alternatives = List.copyOf(alternatives);
  }

  /**
   * What must hold of one feature.
   *
   * @param feature its name, in any case
   * @param expressions by key; nothing where the term has none at all
   * @param names what one of its keys must be called
   */
  public record Term(
      String feature,
      Optional<Map<String, NfdExpression>> expressions,
      Optional<NfdExpression> names) {
    public Term {
      Objects.requireNonNull(feature);
      Objects.requireNonNull(expressions);
      Objects.requireNonNull(names);
    }

    /**
     * Whether it holds; false for a feature that the node does not have, whatever is asked of it.
     *
     * @throws NfdRuleException as {@link NfdExpression#test}
     */
    public Truth test(NfdFeatures features) throws NfdRuleException {
      String name = feature.toLowerCase(Locale.ROOT);
      if (!features.has(name)) {
        return features.unknown().containsKey(name) ? Truth.UNKNOWN : Truth.FALSE;
      }
      boolean holds = true;
      if (expressions.isPresent()) {
        holds = (features.hasKeys(name) && matchesKeys(features, name)) || matchesDevice(features);
      }
      if (names.isPresent()) {
        holds &= matchesName(features, name);
      }
      return Truth.of(holds);
    }

    private boolean matchesKeys(NfdFeatures features, String name) throws NfdRuleException {
      boolean holds = true;
      for (Map.Entry<String, NfdExpression> entry : expressions.orElseThrow().entrySet()) {
        holds &= entry.getValue().test(features.find(name, entry.getKey()));
      }
      return holds;
    }

    /** All expressions must hold of one and the same device. */
    private boolean matchesDevice(NfdFeatures features) throws NfdRuleException {
      String name = feature.toLowerCase(Locale.ROOT);
      boolean found = false;
      for (Map<String, String> device : features.instances().getOrDefault(name, List.of())) {
        boolean holds = true;
        for (Map.Entry<String, NfdExpression> entry : expressions.orElseThrow().entrySet()) {
          String value = device.get(entry.getKey());
          holds &=
              entry
                  .getValue()
                  .test(
                      value == null
                          ? new NfdExpression.Found.Missing()
                          : new NfdExpression.Found.Value(value));
        }
        found |= holds;
      }
      return found;
    }

    private boolean matchesName(NfdFeatures features, String name) throws NfdRuleException {
      boolean found = false;
      for (String key : features.keys(name)) {
        found |= named(key);
      }
      for (Map<String, String> device : features.instances().getOrDefault(name, List.of())) {
        for (String key : device.keySet()) {
          found |= named(key);
        }
      }
      return found;
    }

    private boolean named(String key) throws NfdRuleException {
      NfdExpression expression = names.orElseThrow();
      return switch (expression.operator()) {
        // Of a name that is there, existence is not asked but answered.
        case "DoesNotExist" -> false;
        case "", "Exists" -> true;
        default -> expression.test(new NfdExpression.Found.Value(key));
      };
    }
  }

  /** The features that the rule reads, in lower case. */
  public Set<String> features() {
    Set<String> features = new java.util.TreeSet<>();
    terms.forEach(term -> features.add(term.feature().toLowerCase(Locale.ROOT)));
    alternatives.forEach(
        list -> list.forEach(term -> features.add(term.feature().toLowerCase(Locale.ROOT))));
    return features;
  }

  /**
   * Whether the rule holds.
   *
   * @throws NfdRuleException as {@link NfdExpression#test}
   */
  public Truth test(NfdFeatures features) throws NfdRuleException {
    Truth any = alternatives.isEmpty() ? Truth.TRUE : Truth.FALSE;
    for (List<Term> alternative : alternatives) {
      any = any.or(all(alternative, features));
    }
    return any.and(all(terms, features));
  }

  private static Truth all(List<Term> terms, NfdFeatures features) throws NfdRuleException {
    Truth all = Truth.TRUE;
    for (Term term : terms) {
      all = all.and(term.test(features));
    }
    return all;
  }
}
