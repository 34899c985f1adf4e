package io.envprobe.requirement.internal.npm;

import io.envprobe.requirement.Condition;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.internal.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The packages of a lock. One that is not optional must fit, or npm stops. Of optional ones npm
 * leaves out those that do not fit; where they are builds of one package for several platforms, one
 * of them must be there for it to be of use.
 */
final class NpmPackages {
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /**
   * A package of a lock.
   *
   * @param subject its name and version
   * @param fields what it demands; none for most
   * @param optional whether the installer may leave it out
   * @param builds the places of the packages that it names as optional
   */
  record Entry(
      String subject, List<Condition> fields, boolean optional, Set<String> builds, Span span) {
    Condition condition() {
      return new Condition.All(subject, fields, span);
    }
  }

  void put(String place, Entry entry) {
    entries.put(place, entry);
  }

  /** The place of a package that another one asks for: its own modules first, then further out. */
  Optional<String> resolve(String from, String name) {
    String directory = from;
    while (true) {
      String place = (directory.isEmpty() ? "" : directory + "/") + "node_modules/" + name;
      if (entries.containsKey(place)) {
        return Optional.of(place);
      }
      if (directory.isEmpty()) {
        return Optional.empty();
      }
      int last = directory.lastIndexOf("node_modules/");
      directory = last <= 0 ? "" : directory.substring(0, last - 1);
    }
  }

  /** What the lock asks as a whole. */
  Condition condition(Span span) {
    List<Condition> parts = new ArrayList<>();
    Set<String> grouped = new LinkedHashSet<>();
    for (Entry entry : entries.values()) {
      List<Condition> builds = new ArrayList<>();
      Set<String> kinds = new LinkedHashSet<>();
      for (String place : entry.builds()) {
        Entry build = entries.get(place);
        if (build != null && !build.fields().isEmpty()) {
          builds.add(build.condition());
          kinds.add(texts(build));
        }
      }
      if (kinds.size() > 1) {
        grouped.addAll(entry.builds());
        if (entry.optional()) {
          builds.add(Condition.always(entry.span()));
        }
        parts.add(new Condition.Any("builds of " + entry.subject(), builds, entry.span()));
      }
    }
    entries.forEach(
        (place, entry) -> {
          if (!entry.fields().isEmpty() && !grouped.contains(place)) {
            parts.add(entry.optional() ? mayBeLeftOut(entry) : entry.condition());
          }
        });
    return new Condition.All("", parts, span);
  }

  private static Condition mayBeLeftOut(Entry entry) {
    return new Condition.Any(
        entry.subject() + ", which is optional",
        List.of(entry.condition(), Condition.always(entry.span())),
        entry.span());
  }

  /** What makes two builds differ: their fields without the package's name. */
  private static String texts(Entry entry) {
    StringBuilder texts = new StringBuilder();
    for (Condition field : entry.fields()) {
      if (field instanceof Condition.Leaf leaf && leaf.demand() instanceof NpmFieldDemand demand) {
        texts.append(demand.field()).append(demand.wanted());
      }
    }
    return texts.toString();
  }

  /** The conditions of a package's fields. */
  static List<Condition> fields(Json.Members record, String subject) throws RequirementException {
    List<Condition> fields = new ArrayList<>();
    for (String field : NpmFieldDemand.FIELDS) {
      Optional<Json> value = record.find(field);
      if (value.isPresent() && !(value.get() instanceof Json.Null)) {
        List<String> wanted = new ArrayList<>();
        if (value.get() instanceof Json.Items items) {
          for (Json item : items.list()) {
            wanted.add(item.asText());
          }
        } else {
          wanted.add(value.get().asText());
        }
        fields.add(Condition.of(new NpmFieldDemand(field, wanted, subject), value.get().span()));
      }
    }
    return fields;
  }
}
