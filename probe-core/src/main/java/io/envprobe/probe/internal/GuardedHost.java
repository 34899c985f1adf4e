package io.envprobe.probe.internal;

import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Knows which request each thread waits for, answers at once those that were given up, and lets
 * conversations end while there is still time to make facts of what was said.
 */
public final class GuardedHost implements Host {
  private static final int MILLISECONDS_LIMIT = 600_000;

  private final Host host;
  private final Map<Thread, Request<?>> waiting = new ConcurrentHashMap<>();
  private final Set<String> givenUp = ConcurrentHashMap.newKeySet();
  private volatile long conversationsEnd;

  /** Guards a host. */
  public GuardedHost(Host host) {
    this.host = host;
  }

  /** From now on conversations end within this time. */
  public void endConversationsIn(long nanos) {
    conversationsEnd = System.nanoTime() + nanos;
  }

  @Override
  public <T> Outcome<T> answer(Request<T> request) {
    if (!givenUp.isEmpty() && givenUp.contains(request.key())) {
      return Outcome.failed(FailureKind.TIMEOUT, "no answer in time to " + request.key());
    }
    waiting.put(Thread.currentThread(), request);
    try {
      return host.answer(timed(request));
    } finally {
      waiting.remove(Thread.currentThread());
    }
  }

  @SuppressWarnings("unchecked") // A conversation with another time limit has the same answer.
  private <T> Request<T> timed(Request<T> request) {
    if (!(request instanceof Request.Conversation conversation)) {
      return request;
    }
    long left = TimeUnit.NANOSECONDS.toMillis(conversationsEnd - System.nanoTime());
    return (Request<T>) conversation.within((int) Math.max(1, Math.min(left, MILLISECONDS_LIMIT)));
  }

  /** Gives up the request that a thread waits for; false where it waits for none. */
  public boolean giveUp(Thread thread) {
    Request<?> request = waiting.get(thread);
    return request != null && givenUp.add(request.key());
  }
}
