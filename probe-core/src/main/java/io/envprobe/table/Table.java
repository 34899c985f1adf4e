package io.envprobe.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One object of a table of facts about the world: named members in the order of their source file.
 *
 * <p>Tables are written as JSON under {@code src/main/tables} and compiled by the build, because
 * parsing JSON at start-up costs more than all the probing. The compact form is a count of strings,
 * the strings (a count of bytes and that many bytes of UTF-8 each), then one node; a node is a tag
 * byte ({@code o} object, {@code a} array, {@code s} string, {@code i} integer, {@code t} true,
 * {@code f} false) and its content, where counts and string numbers take seven bits a byte, least
 * significant first.
 *
 * <p>A missing member or one of another type is a defect of the shipped table, so it throws {@link
 * IllegalStateException}; the {@code …Or} accessors are for members that rows may leave out.
 * Immutable and thread-safe.
 */
public final class Table {
  private final Map<String, Object> members;

  private Table(Map<String, Object> members) {
    this.members = Collections.unmodifiableMap(members);
  }

  /**
   * Reads a compiled table and closes the stream.
   *
   * @param resource what {@code SomeClass.class.getResourceAsStream("name.table")} returned; null
   *     is the error of a table that was not packaged
   */
  public static Table read(@Nullable InputStream resource) {
    if (resource == null) {
      throw new IllegalStateException("a table is missing from the jar");
    }
    try (InputStream in = resource) {
      return new Cursor(in.readAllBytes()).table();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Walks over a compiled table; plain loops over an array, because this runs before any tag. */
  private static final class Cursor {
    private final byte[] bytes;
    private final String[] pool;
    private int at;

    Cursor(byte[] bytes) {
      this.bytes = bytes;
      pool = new String[number()];
      for (int i = 0; i < pool.length; i++) {
        int length = number();
        pool[i] = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
      }
    }

    Table table() {
      return (Table) node();
    }

    private Object node() {
      int tag = bytes[at++];
      return switch (tag) {
        case 'o' -> object();
        case 'a' -> array();
        case 's' -> pool[number()];
        case 'i' -> integer();
        case 't' -> true;
        case 'f' -> false;
        default -> throw new IllegalStateException("not a compiled table: tag " + tag);
      };
    }

    private Table object() {
      int size = number();
      Map<String, Object> members = new LinkedHashMap<>(size * 2);
      for (int i = 0; i < size; i++) {
        String key = pool[number()];
        members.put(key, node());
      }
      return new Table(members);
    }

    private List<Object> array() {
      Object[] items = new Object[number()];
      for (int i = 0; i < items.length; i++) {
        items[i] = node();
      }
      return Collections.unmodifiableList(Arrays.asList(items));
    }

    private long integer() {
      long value = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        value = (value << 8) | (bytes[at++] & 0xff);
      }
      return value;
    }

    private int number() {
      int value = 0;
      for (int shift = 0; ; shift += 7) {
        int next = bytes[at++];
        value |= (next & 0x7f) << shift;
        if (next >= 0) {
          return value;
        }
      }
    }
  }

  /** The member names, in the order of the source file. */
  public Set<String> names() {
    return members.keySet();
  }

  /** Whether this object has a member of that name. */
  public boolean has(String name) {
    return members.containsKey(name);
  }

  /** A string member. */
  public String text(String name) {
    return member(name, String.class);
  }

  /** A string member, or the given value where the row leaves it out. */
  public String textOr(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  /** An integer member. */
  public long integer(String name) {
    return member(name, Long.class);
  }

  /** An integer member, or the given value where the row leaves it out. */
  public long integerOr(String name, long otherwise) {
    return has(name) ? integer(name) : otherwise;
  }

  /** Whether a boolean member is there and true. */
  public boolean isTrue(String name) {
    return has(name) && member(name, Boolean.class);
  }

  /** An object member. */
  public Table table(String name) {
    return member(name, Table.class);
  }

  /** A member that is an array of objects; empty where the row leaves it out. */
  public List<Table> tables(String name) {
    return items(name, Table.class);
  }

  /** A member that is an array of strings; empty where the row leaves it out. */
  public List<String> texts(String name) {
    return items(name, String.class);
  }

  /** A member that is an array of integers; empty where the row leaves it out. */
  public List<Long> integers(String name) {
    return items(name, Long.class);
  }

  private <T> T member(String name, Class<T> type) {
    Object value = members.get(name);
    if (!type.isInstance(value)) {
      throw new IllegalStateException("table member " + name + " is no " + type.getSimpleName());
    }
    return type.cast(value);
  }

  private <T> List<T> items(String name, Class<T> type) {
    if (!has(name)) {
      return List.of();
    }
    List<T> items = new ArrayList<>();
    for (Object item : member(name, List.class)) {
      if (!type.isInstance(item)) {
        throw new IllegalStateException(
            "an item of table member " + name + " is no " + type.getSimpleName());
      }
      items.add(type.cast(item));
    }
    return items;
  }
}
