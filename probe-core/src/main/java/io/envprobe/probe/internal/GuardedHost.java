package io.envprobe.probe.internal;

import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Knows which request each run waits for, answers at once those that were given up, and lets
 * conversations end while there is still time to make facts of what was said. A small file that
 * several probes read is read once, so that all of them see the same.
 */
final class GuardedHost {
  private static final int MILLISECONDS_LIMIT = 600_000;

  /** How many bytes of files are kept at most. */
  private static final int KEPT_LIMIT = 1 << 20;

  /** How many bytes a file may have that is kept. */
  private static final int KEPT_FILE_LIMIT = 1 << 16;

  private final Host host;
  private final Set<String> givenUp = ConcurrentHashMap.newKeySet();
  private final Map<String, Outcome<?>> kept = new ConcurrentHashMap<>();
  private int keptBytes;

  /** Guards a host. */
  GuardedHost(Host host) {
    this.host = host;
  }

  /** The host as one run sees it on this thread; its conversations end at that nanosecond. */
  Run until(long conversationsEnd) {
    return new Run(conversationsEnd);
  }

  /** What one run asks. */
  final class Run implements Host {
    private final Thread thread = Thread.currentThread();
    private final long conversationsEnd;
    private volatile @Nullable Request<?> waiting;

    private Run(long conversationsEnd) {
      this.conversationsEnd = conversationsEnd;
    }

    /** Gives up the request that the run's thread waits for; false where it waits for none. */
    boolean giveUp() {
      Request<?> request = waiting;
      if (request != null) {
        givenUp.add(request.key()); // Another run may have given it up before.
      }
      return request != null;
    }

    @Override
    public <T> Outcome<T> answer(Request<T> request) {
      if (!givenUp.isEmpty() && givenUp.contains(request.key())) {
        return Outcome.failed(FailureKind.TIMEOUT, "no answer in time to " + request.key());
      }
      if (Thread.currentThread() != thread) {
        return host.answer(timed(request, conversationsEnd));
      }
      waiting = request;
      try {
        return request instanceof Request.Content
            ? once(request)
            : host.answer(timed(request, conversationsEnd));
      } finally {
        waiting = null;
      }
    }
  }

  @SuppressWarnings("unchecked") // What was kept for a request was its answer.
  private <T> Outcome<T> once(Request<T> request) {
    String key = request.key();
    Outcome<?> known = kept.get(key);
    if (known != null) {
      return (Outcome<T>) known;
    }
    Outcome<T> outcome = host.answer(request);
    if (outcome instanceof Outcome.Answer<T> answer
        && answer.value() instanceof byte[] bytes
        && bytes.length <= KEPT_FILE_LIMIT
        && isRoomFor(bytes.length)) {
      Outcome<?> first = kept.putIfAbsent(key, outcome);
      return first == null ? outcome : (Outcome<T>) first;
    }
    return outcome;
  }

  private synchronized boolean isRoomFor(int bytes) {
    boolean room = keptBytes + bytes <= KEPT_LIMIT;
    keptBytes += room ? bytes : 0;
    return room;
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
