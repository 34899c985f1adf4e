package io.envprobe.requirement.internal.json;

import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Span;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A JSON value and where it stands, so that a wrong one can be shown. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
public sealed interface Json {
  /** Where it stands in the text. */
  Span span();

  /** What it is, in one word. */
  String kind();

  /**
   * An object.
   *
   * @param names where each name stands
   */
  record Members(Map<String, Json> members, Map<String, Span> names, Span span) implements Json {
    public Members {
      members = Collections.unmodifiableMap(members);
      names = Collections.unmodifiableMap(names);
      Objects.requireNonNull(span);
    }

    @Override
    public String kind() {
      return "object";
    }

    /** The value of a member. */
    public Optional<Json> find(String name) {
      return Optional.ofNullable(members.get(name));
    }

    /** The text of a member that may be missing. */
    public Optional<String> text(String name) throws RequirementException {
      Json value = members.get(name);
      return value == null ? Optional.empty() : Optional.of(value.asText());
    }

    /** The integer of a member that may be missing. */
    public Optional<Long> integer(String name) throws RequirementException {
      Json value = members.get(name);
      return value == null ? Optional.empty() : Optional.of(value.asInteger());
    }

    /** The items of a member; none where it is missing. */
    public List<Json> items(String name) throws RequirementException {
      Json value = members.get(name);
      return value == null ? List.of() : value.asItems();
    }
  }

  /** An array. */
  record Items(List<Json> list, Span span) implements Json {
    public Items {
      list = Collections.unmodifiableList(list);
      Objects.requireNonNull(span);
    }

    @Override
    public String kind() {
      return "array";
    }
  }

  /** A string, unescaped. */
  record Text(String value, Span span) implements Json {
    public Text {
      Objects.requireNonNull(value);
      Objects.requireNonNull(span);
    }

    @Override
    public String kind() {
      return "text";
    }
  }

  /** A number as it is written. */
  record Numeral(String written, Span span) implements Json {
    public Numeral {
      Objects.requireNonNull(written);
      Objects.requireNonNull(span);
    }

    @Override
    public String kind() {
      return "number";
    }
  }

  /** True or false. */
  record Truth(boolean value, Span span) implements Json {
    public Truth {
      Objects.requireNonNull(span);
    }

    @Override
    public String kind() {
      return "truth";
    }
  }

  /** Null. */
  record Null(Span span) implements Json {
    public Null {
      Objects.requireNonNull(span);
    }

    @Override
    public String kind() {
      return "null";
    }
  }

  /** This value as an object. */
  default Members asMembers() throws RequirementException {
    if (this instanceof Members members) {
      return members;
    }
    throw expected("an object");
  }

  /** This value as the items of an array. */
  default List<Json> asItems() throws RequirementException {
    if (this instanceof Items items) {
      return items.list();
    }
    throw expected("an array");
  }

  /** This value as a text. */
  default String asText() throws RequirementException {
    if (this instanceof Text text) {
      return text.value();
    }
    throw expected("a text");
  }

  /** This value as an integer that fits a long. */
  default long asInteger() throws RequirementException {
    if (this instanceof Numeral number) {
      try {
        return Long.parseLong(number.written());
      } catch (NumberFormatException e) {
        throw expected("an integer");
      }
    }
    throw expected("an integer");
  }

  private RequirementException expected(String what) {
    return RequirementException.of(span(), "expected " + what + ", found a " + kind(), "");
  }
}
