package io.envprobe.fleet;

import io.envprobe.fact.Fact;
import io.envprobe.fact.FactCatalogue;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactType;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.UnknownCause;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the columns of records say: facts, how many machines a record stands for, and its date. A
 * column that is named like a fact is that fact. Immutable.
 */
public final class FleetColumns {
  /** What a column is taken for when it counts machines. */
  public static final String WEIGHT = "weight";

  /** What a column is taken for when it is a date. */
  public static final String DATE = "date";

  private static final class Holder {
    static final Table TABLE =
        Table.read(FleetColumns.class.getResourceAsStream("internal/columns.table"));
  }

  private final Map<String, String> own;

  private FleetColumns(Map<String, String> own) {
    this.own = Collections.unmodifiableMap(new TreeMap<>(own));
  }

  /** The usual meanings. */
  public static FleetColumns usual() {
    return new FleetColumns(Map.of());
  }

  /**
   * These and others.
   *
   * @param meanings column to fact, {@link #WEIGHT} or {@link #DATE}; nothing for a column that is
   *     not to be looked at
   * @throws IllegalArgumentException where a meaning is none of them
   */
  public FleetColumns with(Map<String, String> meanings) {
    for (String meaning : meanings.values()) {
      if (!List.of("", WEIGHT, DATE).contains(meaning) && FactCatalogue.named(meaning).isEmpty()) {
        throw new IllegalArgumentException(
            "'" + meaning + "' is no fact, and neither weight nor date");
      }
    }
    Map<String, String> all = new TreeMap<>(own);
    all.putAll(meanings);
    return new FleetColumns(all);
  }

  /**
   * What a column is taken for: the name of a fact, {@link #WEIGHT} or {@link #DATE}; nothing where
   * it says nothing here.
   */
  public Optional<String> meaning(String column) {
    String stated = own.get(column);
    if (stated != null) {
      return stated.isEmpty() ? Optional.empty() : Optional.of(stated);
    }
    if (!own.containsValue(WEIGHT) && Holder.TABLE.texts(WEIGHT).contains(column)) {
      return Optional.of(WEIGHT);
    }
    if (!own.containsValue(DATE) && Holder.TABLE.texts(DATE).contains(column)) {
      return Optional.of(DATE);
    }
    Optional<Table> row = row(column);
    if (row.isPresent()) {
      return Optional.of(row.get().text("fact"));
    }
    return FactCatalogue.named(column).map(FactKey::name);
  }

  private static Optional<Table> row(String column) {
    for (Table row : Holder.TABLE.tables("columns")) {
      if (row.texts("names").contains(column)) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  /** Whether a column decides anything about these facts. */
  public boolean isAbout(String column, Collection<? extends FactKey<?>> facts) {
    Set<String> names = new HashSet<>();
    facts.forEach(key -> names.add(key.name()));
    Optional<String> meaning = meaning(column);
    if (meaning.isEmpty()) {
      return false;
    }
    boolean implied =
        !own.containsKey(column)
            && row(column).map(row -> names.contains(row.textOr("with", ""))).orElse(false);
    return implied || names.contains(meaning.get());
  }

  /**
   * What a record says of its machine. Of an empty column nothing is known.
   *
   * @throws IllegalArgumentException where a value does not fit its fact
   */
  public Profile profile(Map<String, String> record) {
    Map<String, Fact<?>> facts = new LinkedHashMap<>();
    for (Map.Entry<String, String> column : record.entrySet()) {
      Optional<String> meaning = meaning(column.getKey());
      if (meaning.isEmpty() || meaning.get().equals(WEIGHT) || meaning.get().equals(DATE)) {
        continue;
      }
      FactKey<?> key = FactCatalogue.named(meaning.get()).orElseThrow();
      Optional<Table> row =
          own.containsKey(column.getKey()) ? Optional.empty() : row(column.getKey());
      String value = column.getValue().strip();
      if (value.isEmpty()) {
        facts.putIfAbsent(key.name(), silent(key));
        row.filter(found -> found.has("with"))
            .flatMap(found -> FactCatalogue.named(found.text("with")))
            .ifPresent(other -> facts.putIfAbsent(other.name(), silent(other)));
        continue;
      }
      String word = row.isPresent() ? word(row.get(), value) : value;
      facts.put(key.name(), fact(key, word));
      if (row.isPresent() && row.get().has("with")) {
        FactKey<?> other = FactCatalogue.named(row.get().text("with")).orElseThrow();
        facts.put(other.name(), fact(other, row.get().text("value")));
      }
    }
    return new Profile(new ArrayList<>(facts.values()), List.of(), Map.of());
  }

  private static String word(Table row, String value) {
    String words = row.textOr("words", "");
    if (words.isEmpty()) {
      return value;
    }
    String lower = value.toLowerCase(Locale.ROOT);
    if (words.equals("lower")) {
      return lower;
    }
    Table table = Holder.TABLE.table("words").table(words);
    return table.textOr(value, words.equals("distributions") ? lower : value);
  }

  private static Fact<?> silent(FactKey<?> key) {
    return Fact.unknown(key, UnknownCause.NOT_PROBED, "the record does not say");
  }

  private static Fact<?> fact(FactKey<?> key, String value) {
    if (key.equals(LibraryFacts.LIBC_NAME) && value.equals("libc")) {
      return silent(key);
    }
    return typed(key, value);
  }

  private static <T> Fact<T> typed(FactKey<T> key, String value) {
    Object typed = value;
    if (key.type() == (Object) FactType.INTEGER) {
      try {
        typed = Long.valueOf(value);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(key + " is a number, not '" + value + "'", e);
      }
    } else if (key.type() == (Object) FactType.SET || key.type() == (Object) FactType.LIST) {
      typed = List.of(value.split("[;, ]+", -1));
    } else if (key.type() == (Object) FactType.TRUTH) {
      typed = Boolean.valueOf(value);
    }
    return Fact.observed(key, key.type().canonical(typed));
  }
}
