package io.envprobe.probe;

import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.host.Host;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of one probe: the host that it asks, the facts that it needs, and what it found. Used by
 * one thread.
 */
public final class ProbeSession {
  private final Host host;
  private final Profile needed;
  private final List<Fact<?>> facts = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  /**
   * Starts a run.
   *
   * @param needed holds at least the facts that the probe {@linkplain Probe#needs() needs}
   */
  public ProbeSession(Host host, Profile needed) {
    this.host = host;
    this.needed = needed;
  }

  /** The machine. */
  public Host host() {
    return host;
  }

  /** What is known of a needed fact. */
  public <T> Reading<T> reading(FactKey<T> key) {
    return needed.reading(key);
  }

  /** What is known of all the facts that the probe needs. */
  public Profile needed() {
    return needed;
  }

  /** Records a fact. */
  public void add(Fact<?> fact) {
    facts.add(fact);
  }

  /** Records a finding. */
  public void add(Finding finding) {
    findings.add(finding);
  }

  /** The facts so far. */
  public List<Fact<?>> facts() {
    return List.copyOf(facts);
  }

  /** The findings so far. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }
}
