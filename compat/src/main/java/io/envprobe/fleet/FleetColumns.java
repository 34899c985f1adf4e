package io.envprobe.fleet;

import io.envprobe.fact.Fact;
import io.envprobe.fact.FactCatalogue;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactType;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.UnknownCause;
import io.envprobe.fleet.internal.ColumnsTable;
import io.envprobe.fleet.internal.Implied;
import io.envprobe.json.ProfileFormatException;
import io.envprobe.json.ProfileJson;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
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

  /** What a column is taken for when it is what a program said of itself. */
  public static final String CLIENT = "client";

  /** What a column is taken for when it is a whole profile in JSON. */
  public static final String PROFILE = "profile";

  /** Before the names of what a program said of itself. */
  public static final String DETAILS = "details.";

  private static final List<String> OWN = List.of(WEIGHT, DATE, CLIENT, PROFILE);

  private static final class Holder {
    static final Table TABLE = ColumnsTable.read();
    static final Map<String, Table> ROWS = rows();

    private static Map<String, Table> rows() {
      Map<String, Table> rows = new HashMap<>();
      for (Table row : TABLE.tables("columns")) {
        row.texts("names").forEach(name -> rows.put(name, row));
      }
      return rows;
    }
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
   * @param meanings column to fact, {@link #WEIGHT}, {@link #DATE}, {@link #CLIENT} or {@link
   *     #PROFILE}; nothing for a column that is not to be looked at
   * @throws IllegalArgumentException where a meaning is none of them
   */
  public FleetColumns with(Map<String, String> meanings) {
    for (String meaning : meanings.values()) {
      boolean own = meaning.isEmpty() || OWN.contains(meaning);
      if (!own && FactCatalogue.named(meaning).isEmpty()) {
        throw new IllegalArgumentException(
            "'" + meaning + "' is no fact, and none of weight, date, client and profile");
      }
    }
    Map<String, String> all = new TreeMap<>(own);
    all.putAll(meanings);
    return new FleetColumns(all);
  }

  /**
   * What a column is taken for: the name of a fact, {@link #WEIGHT}, {@link #DATE}, {@link #CLIENT}
   * or {@link #PROFILE}; nothing where it says nothing here.
   */
  public Optional<String> meaning(String column) {
    String stated = own.get(column);
    if (stated != null) {
      return stated.isEmpty() ? Optional.empty() : Optional.of(stated);
    }
    for (String meaning : OWN) {
      if (!own.containsValue(meaning) && Holder.TABLE.texts(meaning).contains(column)) {
        return Optional.of(meaning);
      }
    }
    Optional<Table> row = row(column);
    if (row.isPresent()) {
      return Optional.of(row.get().text("fact"));
    }
    return FactCatalogue.named(column).map(FactKey::name);
  }

  /** What a column is taken for, in words: with a fact that its name implies. */
  public String stated(String column) {
    String meaning = meaning(column).orElse("");
    Optional<Table> row = own.containsKey(column) ? Optional.empty() : row(column);
    return row.filter(found -> found.has("with"))
        .map(found -> meaning + ", " + found.text("with") + " = " + found.text("value"))
        .orElse(meaning);
  }

  private static Optional<Table> row(String column) {
    return Optional.ofNullable(Holder.ROWS.get(column));
  }

  /** Whether a column decides anything about these facts. */
  public boolean isAbout(String column, Collection<? extends FactKey<?>> facts) {
    Set<String> names = new HashSet<>();
    facts.forEach(key -> names.add(key.name()));
    Optional<String> meaning = meaning(column);
    if (meaning.isEmpty()) {
      return false;
    }
    if (meaning.get().equals(PROFILE)) {
      return true;
    }
    if (meaning.get().equals(CLIENT)) {
      return Holder.TABLE.tables("columns").stream()
          .filter(row -> names.contains(row.text("fact")))
          .anyMatch(row -> row.texts("names").stream().anyMatch(name -> name.startsWith(DETAILS)));
    }
    boolean implied =
        !own.containsKey(column)
            && row(column).map(row -> names.contains(row.textOr("with", ""))).orElse(false);
    return implied || names.contains(meaning.get()) || Implied.decides(meaning.get(), names);
  }

  /**
   * What a record says of its machine. Of an empty column nothing is known.
   *
   * @throws IllegalArgumentException where a value does not fit its fact
   */
  public Profile profile(Map<String, String> record) {
    Map<String, Fact<?>> facts = new LinkedHashMap<>();
    add(record, facts);
    return new Profile(new ArrayList<>(facts.values()), List.of(), Map.of());
  }

  private void add(Map<String, String> record, Map<String, Fact<?>> facts) {
    for (Map.Entry<String, String> column : record.entrySet()) {
      Optional<String> meaning = meaning(column.getKey());
      if (meaning.isEmpty() || meaning.get().equals(WEIGHT) || meaning.get().equals(DATE)) {
        continue;
      }
      if (meaning.get().equals(PROFILE)) {
        for (Fact<?> fact : profile(column.getValue()).facts()) {
          facts.put(fact.key().name(), fact);
        }
        continue;
      }
      if (meaning.get().equals(CLIENT)) {
        Map<String, String> details = new TreeMap<>();
        DownloadClient.parse(column.getValue())
            .details()
            .forEach((name, value) -> details.put(DETAILS + name, value));
        add(details, facts);
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
      boolean noVersion =
          row.map(found -> found.textOr("words", "").equals("version")).orElse(false)
              && (value.charAt(0) < '0' || value.charAt(0) > '9');
      facts.put(key.name(), noVersion ? noVersion(key, value) : fact(key, word));
      if (row.isPresent() && row.get().has("with")) {
        FactKey<?> other = FactCatalogue.named(row.get().text("with")).orElseThrow();
        facts.put(other.name(), fact(other, row.get().text("value")));
      }
    }
  }

  private static Profile profile(String text) {
    if (text.isBlank()) {
      return Profile.EMPTY;
    }
    try {
      return ProfileJson.read(text);
    } catch (ProfileFormatException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }

  private static String word(Table row, String value) {
    String words = row.textOr("words", "");
    if (words.isEmpty() || words.equals("version")) {
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

  private static Fact<?> noVersion(FactKey<?> key, String value) {
    return Fact.unknown(key, UnknownCause.MALFORMED, "no version: " + value);
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
