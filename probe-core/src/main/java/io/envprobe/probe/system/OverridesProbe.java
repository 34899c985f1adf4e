package io.envprobe.probe.system;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Origin;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Reading;
import io.envprobe.host.Outcome;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The variables with which a user tells a tool what the machine is, where they are set. They change
 * no other fact: the vocabulary of that tool reads them.
 */
final class OverridesProbe implements Probe {
  @Override
  public String id() {
    return "overrides";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(OsFacts.ENV_OVERRIDES);
  }

  @Override
  public void probe(ProbeSession session) {
    List<FactRecord> records = new ArrayList<>();
    List<Evidence> evidence = new ArrayList<>();
    Table table = OverridesTable.read();
    for (Table row : table.tables("overrides")) {
      String name = row.text("name");
      if (session.host().variable(name) instanceof Outcome.Answer<String> answer) {
        records.add(
            FactRecord.builder()
                .put("name", name)
                .put("value", answer.value())
                .put("tool", row.text("tool"))
                .build());
        evidence.add(Evidence.variable(name, answer.value()));
      }
    }
    Origin origin = records.isEmpty() ? Origin.OBSERVED : Origin.DECLARED;
    session.add(new Fact<>(OsFacts.ENV_OVERRIDES, Reading.present(records), origin, evidence));
  }
}
