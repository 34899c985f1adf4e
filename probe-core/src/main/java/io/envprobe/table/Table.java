package io.envprobe.table;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One object of a table of facts about the world: named members in the order of their source file.
 *
 * <p>Tables are written as JSON under {@code src/main/tables} and compiled by the build, because
 * parsing JSON at start-up costs more than all the probing; {@link TableBytes} has the compact
 * form, and a class is made of each, {@code y.json} becoming {@code YTable}. Reading a table
 * decodes nothing: a member is found and decoded when it is asked for, so the rows that nobody
 * looks at cost nothing.
 *
 * <p>A missing member or one of another type is a defect of the shipped table, so it throws {@link
 * IllegalStateException}; the {@code …Or} accessors are for members that rows may leave out.
 * Immutable and thread-safe.
 */
public final class Table {
  /** Fewer members are found faster by walking over them. */
  private static final int INDEXED_MEMBERS = 16;

  /** How often it is walked over more members before an index of them is worth its making. */
  private static final int WALKS = 3;

  private static final int MISSING = -1;

  private final TableBytes bytes;
  private final int first;
  private final int size;
  private int walks;
  private @Nullable Map<String, Integer> index;

  private Table(TableBytes bytes, int node) {
    this.bytes = bytes;
    first = bytes.content(node);
    size = bytes.size(node);
  }

  /**
   * A compiled table; the classes that the build makes of the tables' sources call this.
   *
   * @param compiled the compact form, a character a byte
   */
  public static Table of(String compiled) {
    TableBytes bytes = TableBytes.of(compiled.getBytes(StandardCharsets.ISO_8859_1));
    return new Table(bytes, bytes.root());
  }

  /** The member names, in the order of the source file. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>(size * 2);
    for (int member = first, i = 0; i < size; i++) {
      names.add(bytes.name(member));
      member = bytes.afterMember(member);
    }
    return Collections.unmodifiableSet(names);
  }

  /** The members of an object that has only strings: name to value, in the same order. */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>(size * 2);
    for (int member = first, i = 0; i < size; i++) {
      String name = bytes.name(member);
      texts.put(name, bytes.text(typed(bytes.value(member), name, 's')));
      member = bytes.afterMember(member);
    }
    return Collections.unmodifiableMap(texts);
  }

  /** Whether this object has a member of that name. */
  public boolean has(String name) {
    return find(name) != MISSING;
  }

  /** A string member. */
  public String text(String name) {
    return bytes.text(member(name, 's'));
  }

  /** A string member, or the given value where the row leaves it out. */
  public String textOr(String name, String otherwise) {
    int node = find(name);
    return node == MISSING ? otherwise : bytes.text(typed(node, name, 's'));
  }

  /** An integer member. */
  public long integer(String name) {
    return bytes.integer(member(name, 'i'));
  }

  /** An integer member, or the given value where the row leaves it out. */
  public long integerOr(String name, long otherwise) {
    int node = find(name);
    return node == MISSING ? otherwise : bytes.integer(typed(node, name, 'i'));
  }

  /** Whether a boolean member is there and true. */
  public boolean isTrue(String name) {
    int node = find(name);
    if (node == MISSING || bytes.tag(node) == 'f') {
      return false;
    }
    return typed(node, name, 't') == node;
  }

  /** An object member. */
  public Table table(String name) {
    return new Table(bytes, member(name, 'o'));
  }

  /** A member that is an array of objects; empty where the row leaves it out. */
  public List<Table> tables(String name) {
    int array = array(name);
    int count = array == MISSING ? 0 : bytes.size(array);
    List<Table> items = new ArrayList<>(count);
    for (int node = count == 0 ? 0 : bytes.content(array), i = 0; i < count; i++) {
      items.add(new Table(bytes, typed(node, name, 'o')));
      node = bytes.after(node);
    }
    return items;
  }

  /** A member that is an array of strings; empty where the row leaves it out. */
  public List<String> texts(String name) {
    int array = array(name);
    int count = array == MISSING ? 0 : bytes.size(array);
    List<String> items = new ArrayList<>(count);
    for (int node = count == 0 ? 0 : bytes.content(array), i = 0; i < count; i++) {
      items.add(bytes.text(typed(node, name, 's')));
      node = bytes.after(node);
    }
    return items;
  }

  /** A member that is an array of integers; empty where the row leaves it out. */
  public List<Long> integers(String name) {
    int array = array(name);
    int count = array == MISSING ? 0 : bytes.size(array);
    List<Long> items = new ArrayList<>(count);
    for (int node = count == 0 ? 0 : bytes.content(array), i = 0; i < count; i++) {
      items.add(bytes.integer(typed(node, name, 'i')));
      node = bytes.after(node);
    }
    return items;
  }

  private int array(String name) {
    int node = find(name);
    return node == MISSING ? MISSING : typed(node, name, 'a');
  }

  private int member(String name, char tag) {
    int node = find(name);
    if (node == MISSING) {
      throw new IllegalStateException("a table lacks its member " + name);
    }
    return typed(node, name, tag);
  }

  private int typed(int node, String name, char tag) {
    if (bytes.tag(node) != tag) {
      throw new IllegalStateException(
          "table member " + name + " has type " + bytes.tag(node) + " and not " + tag);
    }
    return node;
  }

  /** The node of a member. */
  private int find(String name) {
    if (size > INDEXED_MEMBERS && ++walks > WALKS) {
      return index().getOrDefault(name, MISSING);
    }
    for (int member = first, i = 0; i < size; i++) {
      if (bytes.isNamed(member, name)) {
        return bytes.value(member);
      }
      member = bytes.afterMember(member);
    }
    return MISSING;
  }

  /** Two threads may both make it; either of the equal maps will do. */
  private Map<String, Integer> index() {
    Map<String, Integer> known = index;
    if (known == null) {
      known = new HashMap<>(size * 2);
      for (int member = first, i = 0; i < size; i++) {
        known.put(bytes.name(member), bytes.value(member));
        member = bytes.afterMember(member);
      }
      index = known;
    }
    return known;
  }
}
