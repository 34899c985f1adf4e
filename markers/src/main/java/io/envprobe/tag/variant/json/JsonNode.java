package io.envprobe.tag.variant.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of a JSON document that knows where it stands. */
sealed interface JsonNode {
  /** Where it stands, in the form {@code $.variants.cu128[0]}. */
  String path();

  /** An object; members in the order of the document. */
  record Members(String path, Map<String, JsonNode> byName) implements JsonNode {
    public Members {
      byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }
  }

  /** An array. */
  record Items(String path, List<JsonNode> list) implements JsonNode {
    public Items {
      list = List.copyOf(list);
    }
  }

  /** A string. */
  record Text(String path, String value) implements JsonNode {}

  /** A boolean. */
  record Truth(String path, boolean value) implements JsonNode {}

  /** A number or null, which these documents never have. */
  record Other(String path) implements JsonNode {}

  /** The member of an object; nothing where this is none, or has none. */
  default Optional<JsonNode> find(String name) {
    return this instanceof Members members
        ? Optional.ofNullable(members.byName().get(name))
        : Optional.empty();
  }
}
