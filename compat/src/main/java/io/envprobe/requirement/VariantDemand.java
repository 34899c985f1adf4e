package io.envprobe.requirement;

import io.envprobe.fact.FactKey;
import io.envprobe.marker.Truth;
import io.envprobe.tag.UnknownTag;
import io.envprobe.tag.variant.NamespaceSupport;
import io.envprobe.tag.variant.ProviderSelection;
import io.envprobe.tag.variant.VariantProperty;
import io.envprobe.tag.variant.VariantsDocument;
import io.envprobe.tag.variant.provider.ProviderAnswer;
import io.envprobe.tag.variant.provider.ProviderMode;
import io.envprobe.tag.variant.provider.VariantProvider;
import io.envprobe.tag.variant.provider.VariantProviders;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The machine must support one value of a feature of wheel variants. Providers that the document
 * declares are asked where they are known here; a document without declarations means the usual
 * ones.
 *
 * @param values of which one is enough
 */
public record VariantDemand(
    VariantsDocument document, String namespace, String feature, List<String> values)
    implements Demand {
  public VariantDemand {
    Objects.requireNonNull(document);
    Objects.requireNonNull(namespace);
    Objects.requireNonNull(feature);
    values = List.copyOf(values);
  }

  /** What a machine supports for the variants of a document. */
  public static List<NamespaceSupport> support(VariantsDocument document, Platform platform) {
    return platform.derived(new Rule(document), Support.class, VariantDemand.of(document)).known();
  }

  private record Rule(VariantsDocument document) {}

  private record Support(List<NamespaceSupport> known, List<UnknownTag> unknown) {}

  private static java.util.function.Function<Platform, Support> of(VariantsDocument document) {
    return platform -> {
      List<UnknownTag> unknown = new ArrayList<>();
      List<NamespaceSupport> known = new ArrayList<>();
      for (VariantProvider provider : VariantProviders.usual()) {
        ProviderAnswer answer =
            ProviderMode.ACCURATE.answer(provider, platform.profile(), Map.of());
        unknown.addAll(answer.unknown());
        if (document.providers().isEmpty()) {
          answer.support().ifPresent(known::add);
        }
      }
      if (!document.providers().isEmpty()) {
        known.addAll(
            VariantProviders.support(
                ProviderSelection.enabling(platform.markers(), Set.of()).pep850(document, Map.of()),
                platform.profile(),
                Map.of(),
                ProviderMode.ACCURATE));
      }
      return new Support(known, unknown);
    };
  }

  @Override
  public String text() {
    return namespace + " :: " + feature + " :: " + String.join("|", values);
  }

  @Override
  public Set<FactKey<?>> facts() {
    Set<FactKey<?>> facts = new LinkedHashSet<>();
    for (VariantProvider provider : VariantProviders.all()) {
      if (provider.namespace().equals(namespace)) {
        facts.addAll(provider.facts());
      }
    }
    return facts;
  }

  @Override
  public Truth test(Platform platform) {
    Support support = platform.derived(new Rule(document), Support.class, of(document));
    for (NamespaceSupport each : support.known()) {
      for (VariantProperty property : each.properties()) {
        if (property.namespace().equals(namespace)
            && property.feature().equals(feature)
            && values.contains(property.value())) {
          return Truth.TRUE;
        }
      }
    }
    for (UnknownTag unknown : support.unknown()) {
      for (String value : values) {
        if (unknown.matches(namespace + " :: " + feature + " :: " + value)) {
          return Truth.UNKNOWN;
        }
      }
    }
    return Truth.FALSE;
  }

  @Override
  public Answer explain(Platform platform) {
    Truth truth = test(platform);
    List<FactKey<?>> missing = new ArrayList<>();
    for (FactKey<?> key : facts()) {
      if (platform.profile().fact(key).reading().isUnknown()) {
        missing.add(key);
      }
    }
    List<String> has = new ArrayList<>();
    for (NamespaceSupport each : support(document, platform)) {
      for (VariantProperty property : each.properties()) {
        if (property.namespace().equals(namespace) && property.feature().equals(feature)) {
          has.add(property.value());
        }
      }
    }
    String reason =
        switch (truth) {
          case TRUE -> "supported";
          case UNKNOWN -> "whether it is supported is not known";
          case FALSE ->
              has.isEmpty()
                  ? "nothing of " + namespace + " :: " + feature + " is supported"
                  : "supported are " + Remedies.shown(has);
        };
    return Answer.of(
        truth,
        reason,
        platform,
        truth == Truth.UNKNOWN ? missing : List.of(),
        truth == Truth.UNKNOWN ? Answer.supply(missing) : "");
  }
}
