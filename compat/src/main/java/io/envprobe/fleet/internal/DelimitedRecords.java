package io.envprobe.fleet.internal;

import io.envprobe.fact.Profile;
import io.envprobe.fleet.DamagedInputException;
import io.envprobe.fleet.Fleet;
import io.envprobe.fleet.FleetColumns;
import io.envprobe.fleet.FleetReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records with commas or tabs between their fields and a line of names at the top. Rows that say
 * the same of what is asked are counted by their bytes and understood once.
 */
public final class DelimitedRecords {
  /** So many different rows are kept; then they are understood. */
  private static final int KEPT = 1 << 17;

  /** The letters of a day; what follows them is the time. */
  private static final int DAY = 10;

  private final ByteLines lines;
  private final FleetReader.Sink sink;
  private final List<String> names;
  private final byte delimiter;
  private final int[] keys;
  private final int weightAt;
  private final int dateAt;
  private final int[] starts;
  private final int[] ends;
  private final RowCounts rows;

  private DelimitedRecords(ByteLines lines, FleetReader.Sink sink) {
    this.lines = lines;
    this.sink = sink;
    String header = lines.text();
    String bare = header.startsWith("\uFEFF") ? header.substring(1) : header;
    this.delimiter = (byte) (bare.indexOf('\t') >= 0 ? '\t' : bare.indexOf(';') >= 0 ? ';' : ',');
    this.names = split(bare);
    List<Integer> about = new ArrayList<>();
    int weight = -1;
    int date = -1;
    for (int at = 0; at < names.size(); at++) {
      String meaning = sink.columns().meaning(names.get(at)).orElse("");
      if (meaning.equals(FleetColumns.WEIGHT) && weight < 0) {
        weight = at;
        sink.understood(names.get(at), meaning);
      } else if (meaning.equals(FleetColumns.DATE) && date < 0) {
        date = at;
        about.add(at);
        sink.understood(names.get(at), meaning);
      } else if (sink.columns().isAbout(names.get(at), sink.fleet().facts())) {
        about.add(at);
      }
    }
    this.keys = about.stream().mapToInt(Integer::intValue).toArray();
    this.weightAt = weight;
    this.dateAt = date;
    this.starts = new int[names.size()];
    this.ends = new int[names.size()];
    this.rows = new RowCounts(keys);
  }

  /** Reads all of them. */
  public static void read(ByteLines lines, FleetReader.Sink sink) throws IOException {
    if (!lines.next()) {
      return;
    }
    DelimitedRecords records = new DelimitedRecords(lines, sink);
    if (records.keys.length == (records.dateAt < 0 ? 0 : 1)) {
      sink.damaged(1, "no column says anything about what is asked: " + records.names);
      return;
    }
    while (lines.next()) {
      records.row();
    }
    records.add();
  }

  private void row() throws DamagedInputException {
    int from = lines.from();
    int to = lines.to();
    if (from == to && !lines.isTooLong()) {
      return;
    }
    byte[] bytes = lines.buffer();
    int fields = lines.isTooLong() ? 0 : fields(bytes, from, to);
    if (fields != names.size()) {
      sink.damaged(
          lines.number(),
          lines.isTooLong()
              ? "the line is too long"
              : fields + " fields where the header has " + names.size());
      return;
    }
    long weight = weightAt < 0 ? 1 : weight(bytes, starts[weightAt], ends[weightAt]);
    if (weight < 1) {
      if (weight < 0) {
        sink.damaged(lines.number(), "no count: '" + field(bytes, weightAt) + "'");
      } else {
        sink.record();
      }
      return;
    }
    sink.record();
    if (dateAt >= 0) {
      ends[dateAt] = Math.min(ends[dateAt], starts[dateAt] + DAY);
    }
    rows.add(bytes, starts, ends, lines.number(), weight);
    if (rows.size() >= KEPT) {
      add();
    }
  }

  /** Finds the fields; those in quotes without them. */
  private int fields(byte[] bytes, int from, int to) {
    int field = 0;
    int at = from;
    while (true) {
      int start = at;
      int end;
      if (at < to && bytes[at] == '"') {
        at++;
        while (at < to && (bytes[at] != '"' || (at + 1 < to && bytes[at + 1] == '"'))) {
          at += bytes[at] == '"' ? 2 : 1;
        }
        if (at >= to) {
          return -1;
        }
        start++;
        end = at;
        at = Math.min(at + 1, to);
        if (at < to && bytes[at] != delimiter) {
          return -1;
        }
      } else {
        while (at < to && bytes[at] != delimiter) {
          at++;
        }
        end = at;
      }
      if (field < starts.length) {
        starts[field] = start;
        ends[field] = end;
      }
      field++;
      if (at >= to) {
        return field;
      }
      at++;
    }
  }

  /** The number; negative where there is none. */
  private static long weight(byte[] bytes, int from, int to) {
    if (from == to || to - from > 18) {
      return -1;
    }
    long weight = 0;
    for (int at = from; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      weight = weight * 10 + digit;
    }
    return weight;
  }

  /** Understands what was counted, in the order of the lines. */
  private void add() throws DamagedInputException {
    Map<String, Fleet.Group> groups = new LinkedHashMap<>();
    for (RowCounts.Row row : rows.drain()) {
      String[] values = new String(row.key(), StandardCharsets.UTF_8).split("\0", -1);
      Map<String, String> record = new LinkedHashMap<>();
      String date = "";
      StringBuilder same = new StringBuilder();
      for (int at = 0; at < keys.length; at++) {
        if (keys[at] == dateAt) {
          date = values[at];
        } else {
          record.put(names.get(keys[at]), values[at].replace("\"\"", "\""));
          same.append(values[at]).append('\0');
        }
      }
      Fleet.Group group = groups.get(same.toString());
      if (group != null) {
        sink.fleet().add(group, date, row.weight());
        continue;
      }
      Profile profile;
      try {
        profile = sink.profile(record);
      } catch (IllegalArgumentException e) {
        sink.damaged(row.line(), String.valueOf(e.getMessage()));
        continue;
      }
      groups.put(same.toString(), sink.fleet().add(profile, date, row.weight()));
    }
  }

  static String day(String text) {
    return text.length() > DAY ? text.substring(0, DAY) : text;
  }

  private String field(byte[] bytes, int index) {
    return new String(bytes, starts[index], ends[index] - starts[index], StandardCharsets.UTF_8);
  }

  private List<String> split(String header) {
    List<String> split = new ArrayList<>();
    for (String name : header.split(String.valueOf((char) delimiter), -1)) {
      String bare = name.strip();
      boolean quoted = bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"");
      split.add(quoted ? bare.substring(1, bare.length() - 1) : bare);
    }
    return split;
  }
}
