package io.envprobe.fact;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One item of a fact that is a list of things with several properties: a Python interpreter, a
 * device, a libc.
 *
 * <p>A value is a {@link String}, {@link Long}, {@link Boolean} or a list of strings. A property
 * that could not be found out is left out. Immutable; the order of the fields is kept and printed.
 *
 * @param fields name to value
 */
public record FactRecord(Map<String, Object> fields) {

  /** Copies the fields and refuses other types of value. */
  public FactRecord {
    Map<String, Object> copy = new LinkedHashMap<>();
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      copy.put(field.getKey(), checked(field.getKey(), field.getValue()));
    }
    fields = Collections.unmodifiableMap(copy);
  }

  private static Object checked(String name, Object value) {
    if (value instanceof String || value instanceof Long || value instanceof Boolean) {
      return value;
    }
    if (value instanceof List<?> list && areTexts(list)) {
      return List.copyOf(list);
    }
    throw new IllegalArgumentException(
        "field " + name + " is not text, integer, truth or a list of texts");
  }

  private static boolean areTexts(List<?> list) {
    for (Object item : list) {
      if (!(item instanceof String)) {
        return false;
      }
    }
    return true;
  }

  /** A text field, where there is one of that name. */
  public Optional<String> text(String name) {
    return fields.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** An integer field, where there is one of that name. */
  public Optional<Long> integer(String name) {
    return fields.get(name) instanceof Long number ? Optional.of(number) : Optional.empty();
  }

  /** Whether there is a field of that name and it is true. */
  public boolean isTrue(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  /** A list field; empty where there is none of that name. */
  public List<String> texts(String name) {
    return fields.get(name) instanceof List<?> list
        ? list.stream().map(String.class::cast).toList()
        : List.of();
  }

  /** Collects fields in order. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects fields in order; not thread-safe. */
  public static final class Builder {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private Builder() {}

    /** Adds a field. */
    public Builder put(String name, Object value) {
      fields.put(name, value);
      return this;
    }

    /** Adds a field where there is a value. */
    public Builder put(String name, Optional<?> value) {
      if (value.isPresent()) {
        fields.put(name, value.get());
      }
      return this;
    }

    /** The record. */
    public FactRecord build() {
      return new FactRecord(fields);
    }
  }
}
