package io.envprobe.tag.variant.json;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What a value of a document must look like. */
interface Shape {
  /** Adds what is wrong with a value. */
  void check(JsonNode node, List<VariantsJsonProblem> problems);

  /** Anything. */
  static Shape any() {
    return (node, problems) -> {};
  }

  /** A string that passes a test. */
  static Shape text(String what, Predicate<String> test) {
    return (node, problems) -> {
      if (!(node instanceof JsonNode.Text text) || !test.test(text.value())) {
        problems.add(problem(node, "this is no " + what));
      }
    };
  }

  /** A boolean. */
  static Shape truth() {
    return (node, problems) -> {
      if (!(node instanceof JsonNode.Truth)) {
        problems.add(problem(node, "this is neither true nor false"));
      }
    };
  }

  /** An array of strings that pass a test. */
  static Shape list(Shape item, boolean filled, boolean distinct) {
    return (node, problems) -> {
      if (!(node instanceof JsonNode.Items items)) {
        problems.add(problem(node, "this is no array"));
        return;
      }
      if (filled && items.list().isEmpty()) {
        problems.add(problem(node, "this array is empty"));
      }
      Set<String> seen = new HashSet<>();
      for (JsonNode element : items.list()) {
        item.check(element, problems);
        if (distinct && element instanceof JsonNode.Text text && !seen.add(text.value())) {
          problems.add(problem(element, "this item is there twice"));
        }
      }
    };
  }

  /** An object whose member names pass a test and whose values have one shape. */
  static Shape mapping(String what, Predicate<String> name, Shape value) {
    return (node, problems) -> {
      if (!(node instanceof JsonNode.Members members)) {
        problems.add(problem(node, "this is no object"));
        return;
      }
      members
          .byName()
          .forEach(
              (key, member) -> {
                if (!name.test(key)) {
                  problems.add(problem(member, "the name \"" + key + "\" is no " + what));
                }
                value.check(member, problems);
              });
    };
  }

  /**
   * An object with named members.
   *
   * @param open whether it may have others
   */
  static Shape object(Map<String, Shape> members, Set<String> required, boolean open) {
    return (node, problems) -> {
      if (!(node instanceof JsonNode.Members present)) {
        problems.add(problem(node, "this is no object"));
        return;
      }
      for (String name : required) {
        if (!present.byName().containsKey(name)) {
          problems.add(problem(node, "the member \"" + name + "\" is missing"));
        }
      }
      present
          .byName()
          .forEach(
              (name, member) -> {
                Shape shape = members.get(name);
                if (shape != null) {
                  shape.check(member, problems);
                } else if (!open) {
                  problems.add(problem(member, "no member \"" + name + "\" belongs here"));
                }
              });
    };
  }

  /** This shape where the value is an object; otherwise anything. */
  default Shape ifObject() {
    return (node, problems) -> {
      if (node instanceof JsonNode.Members) {
        check(node, problems);
      }
    };
  }

  /** Both shapes. */
  default Shape and(Shape other) {
    return (node, problems) -> {
      check(node, problems);
      other.check(node, problems);
    };
  }

  /** A problem with the shape of a value. */
  static VariantsJsonProblem problem(JsonNode node, String message) {
    return new VariantsJsonProblem(node.path(), "schema", message);
  }
}
