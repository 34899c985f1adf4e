package io.envprobe.probe;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import java.util.Set;

/** A probe that a test states, and what its tests ask. */
record StatedProbe(String id, Set<FactKey<?>> provides, Set<FactKey<?>> needs, Body body)
    implements Probe {
  /** What it does. */
  interface Body {
    void probe(ProbeSession session);
  }

  /** A host that has nothing. */
  static final Host NOTHING =
      new Host() {
        @Override
        public <T> Outcome<T> answer(Request<T> request) {
          return Outcome.failed(FailureKind.NOT_FOUND, request.key());
        }
      };

  /** Why a fact is not known; not probed where it is. */
  static UnknownCause cause(Reading<?> reading) {
    return reading.fold(
        present -> UnknownCause.NOT_PROBED,
        absent -> UnknownCause.NOT_PROBED,
        Reading.Unknown::cause);
  }

  @Override
  public void probe(ProbeSession session) {
    body.probe(session);
  }
}
