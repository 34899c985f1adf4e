package io.envprobe.tag.variant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@code variant.json} in a wheel, or {@code NAME-VERSION-variants.json} on an index, says.
 * Immutable and thread-safe.
 *
 * @param schema the address of the schema; empty where the document states none
 * @param priorities of the package
 * @param providers by namespace; empty in format 0.1
 * @param variants in the order of the document
 */
public record VariantsDocument(
    String schema,
    VariantPriorities priorities,
    Map<String, ProviderDeclaration> providers,
    List<Variant> variants) {
  /** Copies the collections. */
  public VariantsDocument {
    Objects.requireNonNull(schema);
    Objects.requireNonNull(priorities);
    providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
    variants = List.copyOf(variants);
  }

  /** The variant with a label. */
  public Optional<Variant> find(String label) {
    for (Variant variant : variants) {
      if (variant.label().equals(label)) {
        return Optional.of(variant);
      }
    }
    return Optional.empty();
  }

  /**
   * This document and one of another wheel of the same release, as PEP 825 wants them: one order of
   * namespaces continues the other, and a label means the same in both.
   *
   * @throws IllegalArgumentException with the path of what contradicts
   */
  public VariantsDocument merge(VariantsDocument other) {
    List<String> mine = priorities.namespaces();
    List<String> theirs = other.priorities.namespaces();
    List<String> longer = mine.size() < theirs.size() ? theirs : mine;
    int common = Math.min(mine.size(), theirs.size());
    if (!mine.subList(0, common).equals(theirs.subList(0, common))) {
      throw new IllegalArgumentException("default-priorities.namespace");
    }
    List<Variant> all = new ArrayList<>(variants);
    for (Variant variant : other.variants) {
      Optional<Variant> same = find(variant.label());
      if (same.isEmpty()) {
        all.add(variant);
      } else if (!same.get().equals(variant)) {
        throw new IllegalArgumentException("variants." + variant.label());
      }
    }
    Map<String, ProviderDeclaration> both = new LinkedHashMap<>(other.providers);
    both.putAll(providers);
    VariantPriorities merged =
        new VariantPriorities(longer, priorities.features(), priorities.values());
    return new VariantsDocument(schema, merged, both, all);
  }

  /**
   * This document and one of another wheel, as variantlib merges them: priorities and providers
   * must be equal, fixed values are not compared, and the other's meaning of a label wins.
   *
   * @throws IllegalArgumentException with the path of what differs
   */
  public VariantsDocument mergeAsVariantlib(VariantsDocument other) {
    if (!priorities.equals(other.priorities)) {
      throw new IllegalArgumentException("default-priorities");
    }
    if (!withoutValues(providers).equals(withoutValues(other.providers))) {
      throw new IllegalArgumentException("providers");
    }
    Map<String, Variant> all = new LinkedHashMap<>();
    variants.forEach(variant -> all.put(variant.label(), variant));
    other.variants.forEach(variant -> all.put(variant.label(), variant));
    return new VariantsDocument(schema, priorities, providers, List.copyOf(all.values()));
  }

  private static Map<String, ProviderDeclaration> withoutValues(
      Map<String, ProviderDeclaration> providers) {
    Map<String, ProviderDeclaration> bare = new LinkedHashMap<>();
    providers.forEach(
        (namespace, p) ->
            bare.put(
                namespace,
                new ProviderDeclaration(
                    p.requires(),
                    p.pluginApi(),
                    p.enableIf(),
                    p.atInstallTime(),
                    p.optional(),
                    Map.of())));
    return bare;
  }
}
