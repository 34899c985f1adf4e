package org.example.rack;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactType;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Reading;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeProvider;
import io.envprobe.probe.ProbeSession;
import java.util.List;
import java.util.Set;

/** Reads {@code /etc/rack}: its text is the rack; no file, no rack; anything else is not known. */
public final class RackProbe implements Probe, ProbeProvider {
  static final FactKey<String> RACK = FactKey.foreign("example.rack", FactType.TEXT);

  private static final String FILE = "/etc/rack";

  @Override
  public List<Probe> probes() {
    return List.of(this);
  }

  @Override
  public String id() {
    return "rack";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(RACK);
  }

  @Override
  public void probe(ProbeSession session) {
    Reading<String> rack = session.host().text(FILE).map(String::strip).reading();
    Evidence evidence = new Evidence("file", FILE, rack.asOptional().orElse(""));
    session.add(new Fact<>(RACK, rack, Origin.OBSERVED, List.of(evidence)));
  }
}
