package io.envprobe.marker;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An environment that shows something, with the names that matter and nothing else.
 *
 * @param values name to a text, to a list of texts, or to nothing where the name is absent
 */
public record Witness(Map<String, Optional<Object>> values) {

  /** Keeps the order of the names. */
  public Witness {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The environment to evaluate expressions in. */
  public MarkerEnvironment environment() {
    Map<String, Object> plain = new LinkedHashMap<>();
    values.forEach((name, value) -> plain.put(name, value.orElse(null)));
    return MarkerEnvironment.of(plain);
  }

  /** For messages: {@code python_version = "3.8", cuda_version absent}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "" : ", ")
                .append(name)
                .append(value.map(Witness::shown).orElse(" absent")));
    return text.isEmpty() ? "any environment" : text.toString();
  }

  private static String shown(Object value) {
    if (value instanceof List<?> items) {
      return " = {" + String.join(", ", items.stream().map(item -> quoted(item)).toList()) + "}";
    }
    return " = " + quoted(value);
  }

  private static String quoted(Object value) {
    return "\"" + value + "\"";
  }
}
