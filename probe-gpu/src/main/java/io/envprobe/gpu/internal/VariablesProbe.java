package io.envprobe.gpu.internal;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Reading;
import io.envprobe.host.Outcome;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The variables that change what programs see of devices, and those that tools take for facts
 * instead of looking. An override of another tool changes no fact of ours: it is stated by the
 * user, so its origin is declared.
 */
public final class VariablesProbe implements Probe {
  @Override
  public String id() {
    return "gpu.variables";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(GpuFacts.GPU_VARIABLES, GpuFacts.GPU_OVERRIDES);
  }

  @Override
  public void probe(ProbeSession session) {
    Table table = VariablesTable.read();
    add(session, table.tables("variables"), GpuFacts.GPU_VARIABLES, Origin.OBSERVED);
    add(session, table.tables("overrides"), GpuFacts.GPU_OVERRIDES, Origin.DECLARED);
  }

  private static void add(
      ProbeSession session, List<Table> rows, FactKey<List<FactRecord>> key, Origin origin) {
    List<FactRecord> records = new ArrayList<>();
    List<Evidence> evidence = new ArrayList<>();
    for (Table row : rows) {
      String name = row.text("name");
      if (session.host().variable(name) instanceof Outcome.Answer<String> answer) {
        FactRecord.Builder record =
            FactRecord.builder().put("name", name).put("value", answer.value());
        for (String column : row.names()) {
          if (!column.equals("name") && !column.equals("source")) {
            record.put(column, row.text(column));
          }
        }
        records.add(record.build());
        evidence.add(Evidence.variable(name, answer.value()));
      }
    }
    session.add(
        new Fact<>(
            key, Reading.present(records), records.isEmpty() ? Origin.OBSERVED : origin, evidence));
  }
}
