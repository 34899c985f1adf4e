package io.envprobe.tag.internal;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One form of a vocabulary of names: literal text with holes, and the systems that it is for.
 *
 * @param row the vocabulary's names, by hole
 * @param label of its words
 * @param pieces of the text, in order
 * @param conditions what it is for: a hole's fact and the values that it may have
 * @param present a fact that must be there although the text does not show it; or empty
 * @param override the variable with which a user states the word; or empty
 */
record Form(
    Table row,
    String label,
    List<Piece> pieces,
    Map<String, List<String>> conditions,
    String present,
    String override) {
  private static final List<String> CONDITIONS = List.of("arch", "libc", "os");

  /** A piece of text, or the name of a hole. */
  record Piece(String text, boolean hole) {}

  static Form of(Table row, Table form) {
    Map<String, List<String>> conditions = new TreeMap<>();
    for (String name : CONDITIONS) {
      if (form.has(name)) {
        conditions.put(name, form.texts(name));
      }
    }
    return new Form(
        row,
        form.textOr("label", ""),
        pieces(form.text("form")),
        conditions,
        form.textOr("present", ""),
        form.textOr("override", ""));
  }

  private static List<Piece> pieces(String text) {
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int open = text.indexOf('{', from);
      int end = open < 0 ? text.length() : open;
      if (end > from) {
        pieces.add(new Piece(text.substring(from, end), false));
      }
      if (open < 0) {
        break;
      }
      int close = text.indexOf('}', open);
      pieces.add(new Piece(text.substring(open + 1, close), true));
      from = close + 1;
    }
    return pieces;
  }

  /** What a hole is filled from: several holes may name one thing differently. */
  String fact(String hole) {
    return row.has("holes") ? row.table("holes").textOr(hole, hole) : hole;
  }

  /** The facts that it reads. */
  void addKeys(Set<FactKey<?>> keys) {
    for (Piece piece : pieces) {
      if (piece.hole()) {
        addKeys(keys, fact(piece.text()));
      }
    }
    for (String condition : conditions.keySet()) {
      addKeys(keys, condition);
    }
    if (!present.isEmpty()) {
      addKeys(keys, present);
    }
    if (!override.isEmpty()) {
      keys.addAll(Overrides.FACTS);
    }
  }

  private static void addKeys(Set<FactKey<?>> keys, String fact) {
    keys.add(HoleFacts.key(fact, OsFacts.OS_ABI_ARCH));
    if (fact.equals("arch")) {
      keys.add(CpuFacts.CPU_ARCH);
    }
  }

  /** The fact of a condition. */
  static FactKey<String> conditionKey(String condition, FactKey<String> arch) {
    return condition.equals("arch")
        ? arch
        : condition.equals("os") ? OsFacts.OS_NAME : LibraryFacts.LIBC_NAME;
  }

  /** The ecosystem's name for a value; empty where it has none. */
  Optional<String> named(String hole, String value) {
    List<String> names = named(hole, List.of(value));
    return names.isEmpty() ? Optional.empty() : Optional.of(names.get(0));
  }

  /** The ecosystem's names for values, each once; those that it has no name for left out. */
  List<String> named(String hole, List<String> values) {
    Set<String> named = new LinkedHashSet<>();
    if (!row.has(hole)) {
      named.addAll(values);
      return new ArrayList<>(named);
    }
    Table names = row.table(hole);
    String other = names.textOr("*", "");
    for (String value : values) {
      String name = names.textOr(value, other);
      if (!name.isEmpty()) {
        named.add(name.equals("*") ? value : name);
      }
    }
    return new ArrayList<>(named);
  }

  /** The values that a name of the ecosystem stands for. */
  List<String> values(String hole, String name) {
    if (!row.has(hole)) {
      return List.of(name);
    }
    List<String> values = new ArrayList<>();
    Table names = row.table(hole);
    for (String value : names.names()) {
      if (names.text(value).equals(name)) {
        values.add(value);
      }
    }
    if (values.isEmpty() && names.textOr("*", "").equals("*")) {
      values.add(name);
    }
    return values;
  }
}
