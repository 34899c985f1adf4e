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
final class GuardedHost {
  private static final int MILLISECONDS_LIMIT = 600_000;

  private final Host host;
  private final Map<Thread, Request<?>> waiting = new ConcurrentHashMap<>();
  private final Set<String> givenUp = ConcurrentHashMap.newKeySet();

  /** Guards a host. */
  GuardedHost(Host host) {
    this.host = host;
  }

  /** Gives up the request that a thread waits for; false where it waits for none. */
  boolean giveUp(Thread thread) {
    Request<?> request = waiting.get(thread);
    return request != null && givenUp.add(request.key());
  }

  /** The host as one run sees it, whose conversations end at this {@link System#nanoTime()}. */
  Host until(long conversationsEnd) {
    return new Host() {
      @Override
      public <T> Outcome<T> answer(Request<T> request) {
        if (!givenUp.isEmpty() && givenUp.contains(request.key())) {
          return Outcome.failed(FailureKind.TIMEOUT, "no answer in time to " + request.key());
        }
        waiting.put(Thread.currentThread(), request);
        try {
          return host.answer(timed(request, conversationsEnd));
        } finally {
          waiting.remove(Thread.currentThread());
        }
      }
    };
  }

  @SuppressWarnings("unchecked") // A conversation with another time limit has the same answer.
  private static <T> Request<T> timed(Request<T> request, long end) {
    if (!(request instanceof Request.Conversation conversation)) {
      return request;
    }
    long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    return (Request<T>) conversation.within((int) Math.max(1, Math.min(left, MILLISECONDS_LIMIT)));
  }
}
