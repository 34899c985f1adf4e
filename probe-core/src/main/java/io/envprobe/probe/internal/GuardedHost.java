package io.envprobe.probe.internal;

import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Knows which request each thread waits for, and answers at once those that were given up. */
public final class GuardedHost implements Host {
  private final Host host;
  private final Map<Thread, Request<?>> waiting = new ConcurrentHashMap<>();
  private final Set<String> givenUp = ConcurrentHashMap.newKeySet();

  /** Guards a host. */
  public GuardedHost(Host host) {
    this.host = host;
  }

  @Override
  public <T> Outcome<T> answer(Request<T> request) {
    if (!givenUp.isEmpty() && givenUp.contains(request.key())) {
      return Outcome.failed(FailureKind.TIMEOUT, "no answer in time to " + request.key());
    }
    waiting.put(Thread.currentThread(), request);
    try {
      return host.answer(request);
    } finally {
      waiting.remove(Thread.currentThread());
    }
  }

  /** Gives up the request that a thread waits for; false where it waits for none. */
  public boolean giveUp(Thread thread) {
    Request<?> request = waiting.get(thread);
    return request != null && givenUp.add(request.key());
  }
}
