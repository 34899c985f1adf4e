package io.envprobe.artifact.internal;

import io.envprobe.table.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of graphics processors and their code; in {@code gpu-code.json}. Immutable. */
final class GpuTables {
  /** What the table knows. */
  static final GpuTables KNOWN =
      new GpuTables(Table.read(GpuTables.class.getResourceAsStream("gpu-code.table")));

  private final Map<String, String> drivers = new HashMap<>();
  private final String patternPtx;
  private final String patternCuda;
  private final Set<String> embedded;
  private final Map<String, String> renamed = new HashMap<>();
  private final Map<String, Set<String>> generic = new HashMap<>();

  private GpuTables(Table table) {
    for (Table row : table.tables("ptx")) {
      drivers.put(row.text("ptx"), row.text("cuda"));
    }
    patternPtx = table.table("ptx_pattern").text("ptx");
    patternCuda = table.table("ptx_pattern").text("cuda");
    embedded = new HashSet<>(table.table("embedded").texts("capabilities"));
    for (Table row : table.tables("renamed")) {
      renamed.put(row.text("from"), row.text("to"));
    }
    for (Table row : table.tables("generic")) {
      generic.put(row.text("name"), new HashSet<>(row.texts("processors")));
    }
  }

  /** The first CUDA version whose driver compiles a version of PTX; empty for an unknown one. */
  Optional<String> driverFor(String ptx) {
    String known = drivers.get(ptx);
    if (known != null) {
      return Optional.of(known);
    }
    return ptx.startsWith(patternPtx + ".")
        ? Optional.of(patternCuda + ptx.substring(patternPtx.length()))
        : Optional.empty();
  }

  /** Whether a compute capability is that of a processor for embedded systems. */
  boolean isEmbedded(int major, int minor) {
    return embedded.contains(major + "." + minor);
  }

  /** Whether two compute capabilities are names of one processor. */
  boolean isRenamed(int major, int minor, int laterMajor, int laterMinor) {
    return (laterMajor + "." + laterMinor).equals(renamed.get(major + "." + minor));
  }

  /** Whether generic code of AMD's is for a processor. */
  boolean isGenericFor(String name, String processor) {
    return generic.getOrDefault(name, Set.of()).contains(processor);
  }
}
