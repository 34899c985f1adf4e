package io.envprobe.fleet.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that say the same in some of their fields, counted by the bytes of those. */
final class RowCounts {
  private static final int SMALLEST = 1 << 12;

  private final int[] keys;
  private @Nullable Row[] table = new Row[SMALLEST];
  private int rows;

  /**
   * None yet.
   *
   * @param keys the numbers of the fields
   */
  RowCounts(int[] keys) {
    this.keys = keys.clone();
  }

  /** Rows that say the same. */
  static final class Row {
    private final byte[] key;
    private final int hash;
    private final long line;
    private long weight;

    private Row(byte[] key, int hash, long line) {
      this.key = key;
      this.hash = hash;
      this.line = line;
    }

    /** The fields, with a zero after each. */
    byte[] key() {
      return key;
    }

    /** The first of them. */
    long line() {
      return line;
    }

    /** The sum of their weights. */
    long weight() {
      return weight;
    }
  }

  /** How many different ones there are. */
  int size() {
    return rows;
  }

  /**
   * Counts a row.
   *
   * @param starts where each field begins in the bytes
   * @param ends past the last byte of each
   */
  void add(byte[] bytes, int[] starts, int[] ends, long line, long weight) {
    int hash = 1;
    int length = 0;
    for (int key : keys) {
      for (int at = starts[key]; at < ends[key]; at++) {
        hash = 31 * hash + bytes[at];
      }
      hash = 31 * hash;
      length += ends[key] - starts[key] + 1;
    }
    int slot = (hash ^ hash >>> 15) & table.length - 1;
    for (Row row = table[slot]; row != null; row = table[slot]) {
      if (row.hash == hash && isSame(row.key, bytes, starts, ends, length)) {
        row.weight = Math.addExact(row.weight, weight);
        return;
      }
      slot = slot + 1 & table.length - 1;
    }
    byte[] key = new byte[length];
    int filled = 0;
    for (int each : keys) {
      System.arraycopy(bytes, starts[each], key, filled, ends[each] - starts[each]);
      filled += ends[each] - starts[each] + 1;
    }
    Row row = new Row(key, hash, line);
    row.weight = weight;
    table[slot] = row;
    if (++rows * 2 > table.length) {
      grow();
    }
  }

  private boolean isSame(byte[] key, byte[] bytes, int[] starts, int[] ends, int length) {
    if (key.length != length) {
      return false;
    }
    int filled = 0;
    for (int each : keys) {
      int size = ends[each] - starts[each];
      if (!Arrays.equals(key, filled, filled + size, bytes, starts[each], ends[each])
          || key[filled + size] != 0) {
        return false;
      }
      filled += size + 1;
    }
    return true;
  }

  private void grow() {
    @Nullable Row[] old = table;
    table = new Row[old.length * 2];
    for (Row row : old) {
      if (row != null) {
        int slot = (row.hash ^ row.hash >>> 15) & table.length - 1;
        while (table[slot] != null) {
          slot = slot + 1 & table.length - 1;
        }
        table[slot] = row;
      }
    }
  }

  /** All of them in the order of their lines; none is left. */
  List<Row> drain() {
    List<Row> ordered = new ArrayList<>();
    for (Row row : table) {
      if (row != null) {
        ordered.add(row);
      }
    }
    ordered.sort((one, other) -> Long.compare(one.line, other.line));
    table = new Row[SMALLEST];
    rows = 0;
    return ordered;
  }
}
