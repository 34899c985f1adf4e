package io.envprobe.requirement.internal.oci;

import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.FactDemand;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.internal.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an image asks of the NVIDIA driver by its variables {@code NVIDIA_REQUIRE_…}: words apart by
 * spaces of which one must hold, each of comparisons apart by commas that hold together.
 *
 * <p>Source:
 * https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/docker-specialized.html
 */
final class DriverDemands {
  private static final String VARIABLE = "NVIDIA_REQUIRE_";
  private static final String OFF = "NVIDIA_DISABLE_REQUIRE";
  private static final List<FactDemand.Operator> OPERATORS =
      List.of(
          FactDemand.Operator.AT_LEAST,
          FactDemand.Operator.AT_MOST,
          FactDemand.Operator.NOT_EQUAL,
          FactDemand.Operator.EQUAL,
          FactDemand.Operator.GREATER,
          FactDemand.Operator.LESS);

  private DriverDemands() {}

  /** The condition of a variable; nothing where it is another, or asks for nothing known here. */
  static Optional<Condition> of(Json variable) throws RequirementException {
    String text = variable.asText();
    int equal = text.indexOf('=');
    if (equal < 0 || !text.startsWith(VARIABLE) || text.startsWith(OFF)) {
      return Optional.empty();
    }
    List<Condition> any = new ArrayList<>();
    for (String word : text.substring(equal + 1).strip().split(" +", -1)) {
      List<Condition> all = new ArrayList<>();
      boolean whole = !word.isEmpty();
      for (String part : word.split(",", -1)) {
        Optional<Condition> one = comparison(part, variable.span());
        one.ifPresent(all::add);
        // Brands of cards and the like are no facts: such a word may hold or not.
        whole &= one.isPresent();
      }
      if (whole) {
        any.add(new Condition.All("", all, variable.span()));
      }
    }
    String name = text.substring(0, equal);
    return any.isEmpty()
        ? Optional.empty()
        : Optional.of(new Condition.Any(name, any, variable.span()));
  }

  private static Optional<Condition> comparison(String part, Span span) {
    for (FactDemand.Operator operator : OPERATORS) {
      String symbol = operator == FactDemand.Operator.EQUAL ? "=" : operator.symbol();
      int at = part.indexOf(symbol);
      if (at > 0 && at + symbol.length() < part.length()) {
        Optional<FactKey<String>> key =
            switch (part.substring(0, at)) {
              case "cuda" -> Optional.of(CudaFacts.CUDA_VERSION);
              case "driver" -> Optional.of(CudaFacts.CUDA_DRIVER);
              case "arch" -> Optional.of(CudaFacts.CUDA_COMPUTE_CAPABILITY);
              default -> Optional.empty();
            };
        String value = part.substring(at + symbol.length());
        return key.map(found -> Condition.of(new FactDemand(found, operator, value), span));
      }
    }
    return Optional.empty();
  }
}
