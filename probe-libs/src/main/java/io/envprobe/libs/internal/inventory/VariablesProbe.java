package io.envprobe.libs.internal.inventory;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Reading;
import io.envprobe.host.Outcome;
import io.envprobe.libs.LoadingVariable;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The environment variables that change loading or threading, where they are set. */
public final class VariablesProbe implements Probe {
  @Override
  public String id() {
    return "libs.variables";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(LibraryFacts.LIBS_VARIABLES);
  }

  @Override
  public void probe(ProbeSession session) {
    List<FactRecord> records = new ArrayList<>();
    List<Evidence> evidence = new ArrayList<>();
    for (LoadingVariable variable : LoadingVariable.all()) {
      String name = variable.name();
      if (session.host().variable(name) instanceof Outcome.Answer<String> answer) {
        records.add(
            FactRecord.builder()
                .put("name", name)
                .put("value", answer.value())
                .put("changes", variable.changes())
                .put("effect", variable.effect())
                .build());
        evidence.add(Evidence.variable(name, answer.value()));
      }
    }
    session.add(
        new Fact<>(
            LibraryFacts.LIBS_VARIABLES, Reading.present(records), Origin.OBSERVED, evidence));
  }
}
