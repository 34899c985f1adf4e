package io.envprobe.fact;

import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares two profiles, and puts first what explains most: variables and files that decide what is
 * loaded, then the libraries, then the rest. Facts that neither side knows are no difference.
 */
public final class ProfileComparison {
  private final Table table = ComparisonTable.read();
  private final List<ProfileChange> changes = new ArrayList<>();

  private ProfileComparison() {}

  /**
   * The differences, the most telling first; within a kind by name. Those of which one side is not
   * known come last.
   */
  public static List<ProfileChange> of(Profile left, Profile right) {
    ProfileComparison comparison = new ProfileComparison();
    Set<String> names = new TreeSet<>();
    left.facts().forEach(fact -> names.add(fact.key().name()));
    right.facts().forEach(fact -> names.add(fact.key().name()));
    for (String name : names) {
      comparison.compare(name, reading(left, name), reading(right, name));
    }
    comparison.changes.sort(
        Comparator.comparing((ProfileChange change) -> !change.known())
            .thenComparingInt(ProfileChange::rank)
            .thenComparing(ProfileChange::place));
    return List.copyOf(comparison.changes);
  }

  private static Reading<?> reading(Profile profile, String name) {
    return profile
        .find(name)
        .<Reading<?>>map(Fact::reading)
        .orElseGet(() -> Reading.unknown(UnknownCause.NOT_PROBED, "the profile does not tell"));
  }

  private void compare(String name, Reading<?> left, Reading<?> right) {
    if (left.equals(right) || (left.isUnknown() && right.isUnknown())) {
      return;
    }
    if (left instanceof Reading.Present<?> before
        && right instanceof Reading.Present<?> after
        && before.value() instanceof List<?> first
        && after.value() instanceof List<?> second) {
      if (isRecords(first) || isRecords(second)) {
        compareRecords(name, first, second);
      } else {
        compareSets(name, first, second);
      }
      return;
    }
    boolean known = !left.isUnknown() && !right.isUnknown();
    add(name, Optional.empty(), Optional.empty(), shown(left), shown(right), known, Map.of());
  }

  private static boolean isRecords(List<?> list) {
    return !list.isEmpty() && list.get(0) instanceof FactRecord;
  }

  private void compareSets(String name, List<?> left, List<?> right) {
    Set<Object> all = new LinkedHashSet<>(left);
    all.addAll(right);
    Set<?> before = new HashSet<>(left);
    Set<?> after = new HashSet<>(right);
    boolean any = false;
    for (Object item : all) {
      boolean first = before.contains(item);
      boolean second = after.contains(item);
      if (first != second) {
        any = true;
        String text = String.valueOf(item);
        add(
            name,
            Optional.of(text),
            Optional.empty(),
            first ? Optional.of(text) : Optional.empty(),
            second ? Optional.of(text) : Optional.empty(),
            true,
            Map.of());
      }
    }
    if (!any) {
      add(
          name,
          Optional.empty(),
          Optional.empty(),
          Optional.of(joined(left)),
          Optional.of(joined(right)),
          true,
          Map.of());
    }
  }

  private static String joined(List<?> list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(String.valueOf(item)));
    return String.join(" ", texts);
  }

  private void compareRecords(String name, List<?> left, List<?> right) {
    Optional<Table> rule = rule(name);
    Map<String, FactRecord> before = byItem(rule, left);
    Map<String, FactRecord> after = byItem(rule, right);
    Set<String> items = new LinkedHashSet<>(before.keySet());
    items.addAll(after.keySet());
    int start = changes.size();
    for (String item : items) {
      FactRecord first = before.get(item);
      FactRecord second = after.get(item);
      if (first == null || second == null) {
        @Nullable FactRecord only = first == null ? second : first;
        Map<String, Object> fields = only == null ? Map.of() : only.fields();
        Optional<String> value = Optional.of(value(rule, only));
        add(
            name,
            Optional.of(item),
            Optional.empty(),
            first == null ? Optional.empty() : value,
            second == null ? Optional.empty() : value,
            true,
            fields);
      } else {
        compareFields(name, item, rule, first, second);
      }
    }
    boolean sameItems = new ArrayList<>(before.keySet()).equals(new ArrayList<>(after.keySet()));
    if (changes.size() == start && !sameItems) {
      add(
          name,
          Optional.empty(),
          Optional.of("order"),
          Optional.of(String.join(", ", before.keySet())),
          Optional.of(String.join(", ", after.keySet())),
          true,
          Map.of());
    }
  }

  private void compareFields(
      String name, String item, Optional<Table> rule, FactRecord left, FactRecord right) {
    Set<String> fields = new LinkedHashSet<>();
    if (rule.isPresent()) {
      fields.addAll(rule.get().texts("compare"));
    } else {
      fields.addAll(left.fields().keySet());
      fields.addAll(right.fields().keySet());
    }
    for (String field : fields) {
      Optional<String> before = Optional.ofNullable(left.fields().get(field)).map(String::valueOf);
      Optional<String> after = Optional.ofNullable(right.fields().get(field)).map(String::valueOf);
      if (!before.equals(after)) {
        add(name, Optional.of(item), Optional.of(field), before, after, true, left.fields());
      }
    }
  }

  private Optional<Table> rule(String name) {
    for (Table row : table.tables("records")) {
      if (row.text("fact").equals(name)) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  private static Map<String, FactRecord> byItem(Optional<Table> rule, List<?> list) {
    Map<String, FactRecord> items = new LinkedHashMap<>();
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof FactRecord record
          && !(rule.isPresent()
              && rule.get().has("without")
              && record.isTrue(rule.get().text("without")))) {
        items.putIfAbsent(item(rule, record, i), record);
      }
    }
    return items;
  }

  private static String item(Optional<Table> rule, FactRecord record, int index) {
    if (rule.isEmpty()) {
      return record.text("name").orElse(String.valueOf(index));
    }
    List<String> parts = new ArrayList<>();
    for (String field : rule.get().texts("by")) {
      parts.add(String.valueOf(record.fields().getOrDefault(field, "")));
    }
    return String.join(" ", parts).strip();
  }

  private static String value(Optional<Table> rule, @Nullable FactRecord record) {
    if (record == null) {
      return "";
    }
    List<String> fields =
        rule.isPresent() ? rule.get().texts("compare") : List.copyOf(record.fields().keySet());
    for (String field : fields) {
      Object value = record.fields().get(field);
      if (value != null) {
        return String.valueOf(value);
      }
    }
    return "present";
  }

  private static Optional<String> shown(Reading<?> reading) {
    if (reading instanceof Reading.Present<?> present) {
      return Optional.of(
          present.value() instanceof List<?> list
              ? isRecords(list) ? records(list.size()) : list.isEmpty() ? "none" : joined(list)
              : String.valueOf(present.value()));
    }
    return reading instanceof Reading.Unknown<?> unknown
        ? Optional.of("unknown: " + unknown.detail())
        : Optional.empty();
  }

  private static String records(int count) {
    return count == 1 ? "1 record" : count + " records";
  }

  private void add(
      String name,
      Optional<String> item,
      Optional<String> field,
      Optional<String> left,
      Optional<String> right,
      boolean known,
      Map<String, Object> fields) {
    List<Table> groups = table.tables("groups");
    boolean personal = item.isPresent() && table.texts("personal").contains(item.get());
    for (int rank = 0; rank < groups.size(); rank++) {
      Table group = groups.get(rank);
      boolean only =
          !group.has("only")
              || group.texts("only").get(1).equals(fields.get(group.texts("only").get(0)));
      if (name.startsWith(group.text("prefix")) && only) {
        changes.add(
            new ProfileChange(
                name,
                item,
                field,
                left,
                right,
                known,
                personal ? "" : group.text("reason"),
                personal ? groups.size() - 1 : rank));
        return;
      }
    }
  }
}
