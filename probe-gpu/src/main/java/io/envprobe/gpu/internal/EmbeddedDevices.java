package io.envprobe.gpu.internal;

import io.envprobe.fact.FactRecord;
import io.envprobe.gpu.internal.files.GraphicsMakersTable;
import io.envprobe.gpu.internal.files.Names;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;

/** Graphics processors on no bus, as on boards: those that have a node for rendering. */
final class EmbeddedDevices {
  private static final String DISPLAYS = "/sys/class/drm";

  private EmbeddedDevices() {}

  static List<FactRecord> list(Host host) {
    List<FactRecord> records = new ArrayList<>();
    for (String name : host.list(DISPLAYS).answer().orElse(List.of())) {
      if (name.startsWith("renderD")) {
        String directory = Names.in(DISPLAYS, name) + "/device";
        if (host.link(directory + "/driver") instanceof Outcome.Answer<String> target) {
          String driver = Names.last(target.value());
          for (Table row : Drivers.TABLE.tables("drivers")) {
            if (row.text("driver").equals(driver)) {
              records.add(
                  FactRecord.builder()
                      .put("vendor", row.text("name"))
                      .put("driver", driver)
                      .put("kind", "integrated")
                      .put("node", "/dev/dri/" + name)
                      .build());
            }
          }
        }
      }
    }
    return records;
  }

  private static final class Drivers {
    static final Table TABLE = GraphicsMakersTable.read();
  }
}
