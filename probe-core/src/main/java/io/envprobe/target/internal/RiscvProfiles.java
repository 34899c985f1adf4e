package io.envprobe.target.internal;

import io.envprobe.fact.FactRecord;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The RISC-V profiles: what is there of each, what is missing, and what no kernel can tell. None is
 * ever claimed outright, because parts of every one of them cannot be observed.
 */
final class RiscvProfiles {
  private RiscvProfiles() {}

  /** A record for each profile, from the smallest on. */
  static List<FactRecord> of(Set<String> listed, String hwprobe) {
    Table table = RiscvProfilesTable.read();
    Set<String> features = new TreeSet<>(listed);
    addProbed(features, table, hwprobe);
    features.addAll(table.texts("assumed_by_linux"));
    for (Table implied : table.tables("implied")) {
      if (features.contains(implied.text("by"))) {
        features.addAll(implied.texts("features"));
      }
    }
    List<FactRecord> records = new ArrayList<>();
    for (Table profile : table.tables("profiles")) {
      List<String> missing = new ArrayList<>(profile.texts("observable"));
      missing.removeAll(features);
      List<String> unobservable = new ArrayList<>(profile.texts("unobservable"));
      unobservable.removeAll(features);
      records.add(
          FactRecord.builder()
              .put("profile", profile.text("name"))
              .put("possible", missing.isEmpty())
              .put("missing", missing)
              .put("unobservable", unobservable)
              .build());
    }
    return records;
  }

  /** Takes the names of the bits from {@code key value} lines; other lines are left out. */
  private static void addProbed(Set<String> features, Table table, String hwprobe) {
    for (String line : hwprobe.split("\n", -1)) {
      int space = line.indexOf(' ');
      String key = space < 0 ? "" : line.substring(0, space);
      long value = HexScanner.after(line, 0, line.length(), "0x");
      for (Table row : table.tables("hwprobe")) {
        List<String> names = row.texts("bits");
        for (int bit = 0; row.text("key").equals(key) && value > 0 && bit < names.size(); bit++) {
          if ((value >>> bit & 1) != 0) {
            features.add(names.get(bit));
          }
        }
      }
    }
  }
}
