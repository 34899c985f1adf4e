package io.envprobe.requirement.internal.toml;

import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.internal.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table that is being read. */
final class TomlTable {
  private final Map<String, Object> members = new LinkedHashMap<>();
  private final Map<String, Span> names = new LinkedHashMap<>();
  private final Span span;
  private boolean named;

  TomlTable(Span span) {
    this.span = span;
  }

  /** A value of a key; one that is there already is an error. */
  void put(TomlText.Key key, Json value, TomlText cursor) throws RequirementException {
    if (members.containsKey(key.name())) {
      throw cursor.error(key.span(), "the key " + key.name() + " is there twice");
    }
    members.put(key.name(), value);
    names.put(key.name(), key.span());
  }

  /** The table that a part of a header leads through. */
  TomlTable inner(TomlText.Key key, Span header, TomlText cursor) throws RequirementException {
    Object known = members.get(key.name());
    if (known instanceof Tables tables) {
      return tables.last();
    }
    if (known instanceof TomlTable table) {
      return table;
    }
    return added(key, header, known, cursor);
  }

  /** The table that a part of a dotted key leads through. */
  TomlTable dotted(TomlText.Key key, TomlText cursor) throws RequirementException {
    Object known = members.get(key.name());
    return known instanceof TomlTable table ? table : added(key, key.span(), known, cursor);
  }

  /** The table of a header. */
  TomlTable defined(TomlText.Key key, Span header, TomlText cursor) throws RequirementException {
    Object known = members.get(key.name());
    TomlTable table = known instanceof TomlTable there ? there : added(key, header, known, cursor);
    if (table.named) {
      throw cursor.error(key.span(), "the table " + key.name() + " is there twice");
    }
    table.named = true;
    return table;
  }

  /** One more table of a list. */
  TomlTable appended(TomlText.Key key, Span header, TomlText cursor) throws RequirementException {
    Object known = members.get(key.name());
    if (known == null) {
      known = new Tables(new ArrayList<>());
      members.put(key.name(), known);
      names.put(key.name(), key.span());
    }
    if (!(known instanceof Tables tables)) {
      throw cursor.error(key.span(), key.name() + " is no list of tables");
    }
    TomlTable table = new TomlTable(header);
    tables.list().add(table);
    return table;
  }

  private TomlTable added(TomlText.Key key, Span place, @Nullable Object known, TomlText cursor)
      throws RequirementException {
    if (known != null) {
      throw cursor.error(key.span(), key.name() + " is no table that can be added to");
    }
    TomlTable table = new TomlTable(place);
    members.put(key.name(), table);
    names.put(key.name(), key.span());
    return table;
  }

  Json.Members freeze() {
    Map<String, Json> frozen = new LinkedHashMap<>();
    members.forEach(
        (name, value) -> {
          if (value instanceof TomlTable table) {
            frozen.put(name, table.freeze());
          } else if (value instanceof Tables tables) {
            List<Json> items = new ArrayList<>();
            tables.list().forEach(table -> items.add(table.freeze()));
            frozen.put(name, new Json.Items(items, tables.list().get(0).span));
          } else {
            frozen.put(name, (Json) value);
          }
        });
    return new Json.Members(frozen, names, span);
  }

  private record Tables(List<TomlTable> list) {
    TomlTable last() {
      return list.get(list.size() - 1);
    }
  }
}
