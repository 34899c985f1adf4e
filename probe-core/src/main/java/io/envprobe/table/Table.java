package io.envprobe.table;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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
 * the strings (modified UTF-8, as {@link java.io.DataOutput#writeUTF} writes them), then one node;
 * a node is a tag byte ({@code o} object, {@code a} array, {@code s} string, {@code i} integer,
 * {@code t} true, {@code f} false) and its content, where counts and string numbers take seven bits
 * a byte, least significant first.
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
    try (DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(resource))) {
      String[] pool = new String[number(in)];
      for (int i = 0; i < pool.length; i++) {
        pool[i] = in.readUTF();
      }
      return (Table) node(in, pool);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object node(DataInputStream in, String[] pool) throws IOException {
    int tag = in.readUnsignedByte();
    return switch (tag) {
      case 'o' -> object(in, pool);
      case 'a' -> array(in, pool);
      case 's' -> pool[number(in)];
      case 'i' -> in.readLong();
      case 't' -> true;
      case 'f' -> false;
      default -> throw new IOException("not a compiled table: tag " + tag);
    };
  }

  private static Table object(DataInputStream in, String[] pool) throws IOException {
    int size = number(in);
    Map<String, Object> members = new LinkedHashMap<>(size * 2);
    for (int i = 0; i < size; i++) {
      String key = pool[number(in)];
      members.put(key, node(in, pool));
    }
    return new Table(members);
  }

  private static List<Object> array(DataInputStream in, String[] pool) throws IOException {
    int size = number(in);
    List<Object> items = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      items.add(node(in, pool));
    }
    return Collections.unmodifiableList(items);
  }

  private static int number(DataInputStream in) throws IOException {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      int next = in.readUnsignedByte();
      value |= (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
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
