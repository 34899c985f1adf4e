package io.envprobe.tag.variant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which variants a machine can use, and in which order an installer tries them. Immutable and
 * thread-safe.
 *
 * <p>A variant fits where of every feature that it names the machine supports a value. Of two that
 * fit, the one wins whose most important feature is more important, or has the better value; then
 * the next feature decides; then the one with more features wins.
 *
 * @see <a href="https://peps.python.org/pep-0825/#variant-ordering">PEP 825</a>
 */
public final class VariantOrder {
  /** Whose answers. */
  public enum Mode {
    /** The text of PEP 825: equals are ordered by label, the null variant is last if published. */
    PEP825,
    /**
     * What variantlib answers: equals keep the order of their document, variants with the same
     * properties are one with the last label, and a null variant is added where none is published.
     */
    VARIANTLIB
  }

  private final Mode mode;
  private final List<String> namespaces;
  private final Map<VariantFeature, Integer> featurePlaces = new HashMap<>();
  private final Map<VariantProperty, Integer> valuePlaces = new HashMap<>();

  private VariantOrder(Mode mode, VariantPriorities priorities, List<NamespaceSupport> supported) {
    this.mode = mode;
    List<String> order = new ArrayList<>(priorities.namespaces());
    for (NamespaceSupport namespace : supported) {
      String name = namespace.namespace();
      if (name.equals(AbiDependencies.NAMESPACE) && !order.contains(name)) {
        order.add(name);
      }
      if (mode == Mode.VARIANTLIB && !order.contains(name)) {
        throw new IllegalArgumentException(
            "namespace " + name + " is supported but has no priority");
      }
    }
    namespaces = List.copyOf(order);
    for (NamespaceSupport namespace : supported) {
      if (namespaces.contains(namespace.namespace())) {
        place(namespace, priorities);
      }
    }
  }

  /**
   * The order for a machine.
   *
   * @param priorities of the user and then of the package
   * @param supported what the providers answered; those of namespaces without a priority count for
   *     nothing
   * @throws IllegalArgumentException in mode {@link Mode#VARIANTLIB}, where a supported namespace
   *     has no priority
   */
  public static VariantOrder of(
      Mode mode, VariantPriorities priorities, List<NamespaceSupport> supported) {
    return new VariantOrder(mode, priorities, supported);
  }

  private void place(NamespaceSupport namespace, VariantPriorities priorities) {
    List<String> names = new ArrayList<>();
    for (FeatureSupport feature : namespace.features()) {
      names.add(feature.name());
      VariantFeature key = new VariantFeature(namespace.namespace(), feature.name());
      List<String> values =
          VariantPriorities.joined(
              priorities.values().getOrDefault(key, List.of()), feature.values());
      for (String value : feature.values()) {
        valuePlaces.put(
            new VariantProperty(key.namespace(), key.name(), value), values.indexOf(value));
      }
    }
    List<String> order =
        VariantPriorities.joined(
            priorities.features().getOrDefault(namespace.namespace(), List.of()), names);
    for (String name : names) {
      featurePlaces.put(new VariantFeature(namespace.namespace(), name), order.indexOf(name));
    }
  }

  /** The first feature of a variant of which the machine supports no value that it lists. */
  public Optional<VariantFeature> unsupported(Variant variant) {
    for (Map.Entry<VariantFeature, List<String>> feature : variant.byFeature().entrySet()) {
      if (bestPlace(feature.getKey(), feature.getValue()) < 0) {
        return Optional.of(feature.getKey());
      }
    }
    return Optional.empty();
  }

  private int bestPlace(VariantFeature feature, List<String> values) {
    int best = -1;
    for (String value : values) {
      Integer place =
          valuePlaces.get(new VariantProperty(feature.namespace(), feature.name(), value));
      if (place != null && (best < 0 || place < best)) {
        best = place;
      }
    }
    return best;
  }

  /** The variants that fit, best first. */
  public List<Variant> order(List<Variant> variants) {
    Comparator<Ranked> order = Comparator.comparing(Ranked::keys, VariantOrder::compare);
    if (mode == Mode.PEP825) {
      order = order.thenComparing(ranked -> ranked.variant().label());
    }
    List<Ranked> ranked = new ArrayList<>();
    for (Variant variant : mode == Mode.VARIANTLIB ? collapsed(variants) : variants) {
      if (unsupported(variant).isEmpty()) {
        ranked.add(new Ranked(variant, keys(variant)));
      }
    }
    ranked.sort(order);
    List<Variant> best = new ArrayList<>();
    ranked.forEach(one -> best.add(one.variant()));
    return Collections.unmodifiableList(best);
  }

  /** One of those with equal properties, at the place of the first, with the last label. */
  private static List<Variant> collapsed(List<Variant> variants) {
    Map<List<VariantProperty>, Variant> distinct = new LinkedHashMap<>();
    for (Variant variant : variants) {
      distinct.put(variant.properties(), variant);
    }
    distinct.putIfAbsent(List.of(), new Variant(VariantLabel.NULL, List.of()));
    return new ArrayList<>(distinct.values());
  }

  /** The places of namespace, feature and best value of each feature, most important first. */
  private List<int[]> keys(Variant variant) {
    List<int[]> keys = new ArrayList<>();
    variant
        .byFeature()
        .forEach(
            (feature, values) ->
                keys.add(
                    new int[] {
                      namespaces.indexOf(feature.namespace()),
                      featurePlaces.getOrDefault(feature, Integer.MAX_VALUE),
                      bestPlace(feature, values)
                    }));
    keys.sort(Arrays::compare);
    return keys;
  }

  private static int compare(List<int[]> keys, List<int[]> others) {
    for (int i = 0; i < Math.min(keys.size(), others.size()); i++) {
      int sign = Arrays.compare(keys.get(i), others.get(i));
      if (sign != 0) {
        return sign;
      }
    }
    return Integer.compare(others.size(), keys.size());
  }

  /** The values of a variant that the machine supports, as variant markers see them. */
  List<VariantProperty> supported(Variant variant) {
    Set<VariantProperty> kept = new HashSet<>(valuePlaces.keySet());
    kept.retainAll(variant.properties());
    return List.copyOf(kept);
  }

  private record Ranked(Variant variant, List<int[]> keys) {}
}
