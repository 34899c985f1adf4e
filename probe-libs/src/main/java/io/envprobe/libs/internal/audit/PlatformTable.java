package io.envprobe.libs.internal.audit;

import io.envprobe.binaries.audit.PlatformPolicies;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the table of {@code manylinux} platforms. */
public final class PlatformTable {
  private PlatformTable() {}

  /** All of it. */
  public static PlatformPolicies read() {
    Table table = Table.read(PlatformTable.class.getResourceAsStream("platforms.table"));
    Map<String, String> lowest = new HashMap<>();
    for (Table row : table.tables("lowest")) {
      lowest.put(row.text("arch"), row.text("platform"));
    }
    Map<String, String> libraries = new HashMap<>();
    for (Table row : table.tables("libraries")) {
      libraries.put(row.text("name"), row.text("since"));
    }
    List<PlatformPolicies.Line> lines = new ArrayList<>();
    for (Table row : table.tables("versions")) {
      List<PlatformPolicies.Step> steps = new ArrayList<>();
      for (Table step : row.tables("steps")) {
        steps.add(new PlatformPolicies.Step(step.text("platform"), step.text("version")));
      }
      lines.add(new PlatformPolicies.Line(row.text("arch"), row.text("prefix"), steps));
    }
    List<PlatformPolicies.Node> nodes = new ArrayList<>();
    for (Table row : table.tables("nodes")) {
      nodes.add(new PlatformPolicies.Node(row.text("name"), row.text("since"), row.texts("archs")));
    }
    List<PlatformPolicies.Symbol> symbols = new ArrayList<>();
    for (Table row : table.tables("symbols")) {
      symbols.add(
          new PlatformPolicies.Symbol(
              row.text("library"),
              row.text("name"),
              row.has("since") ? Optional.of(row.text("since")) : Optional.empty()));
    }
    return new PlatformPolicies(lowest, lines, nodes, libraries, symbols);
  }
}
