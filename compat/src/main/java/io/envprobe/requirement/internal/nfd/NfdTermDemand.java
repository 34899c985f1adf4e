package io.envprobe.requirement.internal.nfd;

import io.envprobe.fact.FactKey;
import io.envprobe.marker.Truth;
import io.envprobe.requirement.Answer;
import io.envprobe.requirement.Demand;
import io.envprobe.requirement.Platform;
import io.envprobe.tag.nfd.NfdExpression;
import io.envprobe.tag.nfd.NfdFeatures;
import io.envprobe.tag.nfd.NfdNode;
import io.envprobe.tag.nfd.NfdRule;
import io.envprobe.tag.nfd.NfdRuleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A feature of the node must be as a term of a rule has it. Where NFD refuses to compare the value
 * that it finds, its rule never matches there, and neither does this.
 */
record NfdTermDemand(NfdRule.Term term) implements Demand {
  private static final String NODE = "nfd node";

  @Override
  public String text() {
    StringBuilder text = new StringBuilder(term.feature());
    String separator = " ";
    for (Map.Entry<String, NfdExpression> entry : term.expressions().orElse(Map.of()).entrySet()) {
      text.append(separator).append(entry.getKey()).append(shown(entry.getValue()));
      separator = ", ";
    }
    term.names().ifPresent(names -> text.append(" has a name").append(shown(names)));
    return text.toString();
  }

  private static String shown(NfdExpression expression) {
    String operator = expression.operator().isEmpty() ? "" : " " + expression.operator();
    return expression.values().isEmpty() ? operator : operator + " " + expression.values();
  }

  @Override
  public Set<FactKey<?>> facts() {
    return Set.copyOf(NfdNode.facts(term.feature()));
  }

  private static NfdNode node(Platform platform) {
    return platform.derived(NODE, NfdNode.class, here -> NfdNode.of(here.profile()));
  }

  @Override
  public Truth test(Platform platform) {
    try {
      return node(platform).test(term);
    } catch (NfdRuleException e) {
      return Truth.FALSE;
    }
  }

  @Override
  public Answer explain(Platform platform) {
    List<FactKey<?>> keys = NfdNode.facts(term.feature());
    try {
      Truth truth = node(platform).test(term);
      return switch (truth) {
        case TRUE -> Answer.of(truth, here(platform), platform, keys, "");
        case FALSE -> Answer.of(truth, here(platform), platform, keys, remedy());
        case UNKNOWN ->
            Answer.of(
                truth,
                "whether the node has it is not known"
                    + (keys.isEmpty() ? ": this feature is not looked for here" : ""),
                platform,
                keys,
                keys.isEmpty() ? "ask on the node, with NFD itself" : Answer.supply(keys));
      };
    } catch (NfdRuleException e) {
      return Answer.of(
          Truth.FALSE,
          "NFD cannot compare what the node has, so that the rule never matches there: "
              + e.getMessage(),
          platform,
          keys,
          "compare another key, such as the major number alone");
    }
  }

  private String remedy() {
    if (!NfdNode.exists(term.feature())) {
      return "NFD has no feature " + term.feature() + ": look at its name";
    }
    return "a node where " + text();
  }

  /** What the node has of what the term asks for. */
  private String here(Platform platform) {
    NfdFeatures features = node(platform).features();
    String feature = term.feature().toLowerCase(Locale.ROOT);
    List<String> parts = new ArrayList<>();
    for (String key : term.expressions().orElse(Map.of()).keySet()) {
      Optional<String> value =
          Optional.ofNullable(features.attributes().getOrDefault(feature, Map.of()).get(key));
      boolean flag = features.flags().getOrDefault(feature, Set.of()).contains(key);
      parts.add(
          value.map(text -> key + " is " + text).orElse(flag ? key + " is there" : "no " + key));
    }
    boolean devices = features.instances().containsKey(feature);
    if (devices || parts.isEmpty()) {
      return "the node has "
          + (devices
              ? features.instances().getOrDefault(feature, List.of()).size() + " devices"
              : "it")
          + " of "
          + feature;
    }
    return "on this node: " + String.join(", ", parts);
  }
}
