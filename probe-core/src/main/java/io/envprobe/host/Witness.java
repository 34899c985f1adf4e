package io.envprobe.host;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Passes requests on to another host and notes what each was answered, a number instead of the
 * answer; with these notes can be told later whether a host still answers the same. Who draws
 * conclusions from answers alone would then draw the same again.
 *
 * <p>Thread-safe.
 */
public final class Witness implements Host {
  /** After how many nanoseconds others may not have waited for an answer: a second. */
  private static final long LATE = 1_000_000_000;

  private static final byte[] CLOCK = "cpu MHz".getBytes(StandardCharsets.US_ASCII);

  private final Host host;
  private final long late;
  private final Map<String, String> notes = new TreeMap<>();
  private int open;
  private boolean partial;

  /** Notes what that host answers. */
  public Witness(Host host) {
    this(host, LATE);
  }

  /** Notes what that host answers, by another idea of what is late, in nanoseconds. */
  Witness(Host host, long late) {
    this.host = host;
    this.late = late;
  }

  @Override
  public <T> Outcome<T> answer(Request<T> request) {
    count(1);
    long start = System.nanoTime();
    Outcome<T> outcome = host.answer(request);
    boolean isLate = System.nanoTime() - start > late;
    if (!isRefused(request, outcome)) {
      note(request.key(), isLate ? null : digest(request, outcome));
    }
    count(-1);
    return outcome;
  }

  /** What the caller does not allow is refused on every machine. */
  private static boolean isRefused(Request<?> request, Outcome<?> outcome) {
    return request instanceof Request.Conversation
        && outcome instanceof Outcome.Failure<?> failure
        && failure.kind() == FailureKind.FORBIDDEN;
  }

  private synchronized void count(int change) {
    open += change;
  }

  private synchronized void note(String key, @Nullable String digest) {
    if (digest == null) {
      partial = true;
    } else {
      String before = notes.put(key, digest);
      partial |= before != null && !before.equals(digest);
    }
  }

  /**
   * The notes, a line each, in order; none where a request was not answered yet or only late, was
   * answered in two ways, or is one that is not asked again without need: a native call, a
   * conversation that was allowed, a program.
   */
  public synchronized Optional<String> notes() {
    if (partial || open > 0) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> note : notes.entrySet()) {
      text.append(note.getValue()).append(' ').append(note.getKey()).append('\n');
    }
    return Optional.of(text.toString());
  }

  /** Whether a host answers every request of some notes as it is written there. */
  public static boolean agrees(String notes, Host host) {
    int start = 0;
    while (start < notes.length()) {
      int end = notes.indexOf('\n', start);
      int space = notes.indexOf(' ', start);
      if (end < 0 || space < 0 || space > end) {
        return false;
      }
      Request<?> request = request(notes.substring(space + 1, end));
      if (request == null || !notes.substring(start, space).equals(digest(request, host))) {
        return false;
      }
      start = end + 1;
    }
    return start > 0;
  }

  private static <T> @Nullable String digest(Request<T> request, Host host) {
    return digest(request, host.answer(request));
  }

  /** A word that tells this outcome from others of the request; null where there can be none. */
  private static <T> @Nullable String digest(Request<T> request, Outcome<T> outcome) {
    if (request instanceof Request.NativeCall
        || request instanceof Request.Conversation
        || request instanceof Request.Command) {
      return null;
    }
    if (outcome instanceof Outcome.Answer<T> answer) {
      byte[] bytes =
          answer.value() instanceof byte[] content ? content : request.encode(answer.value());
      return "+" + digest(request.key().endsWith(" /proc/cpuinfo"), bytes);
    }
    Outcome.Failure<T> failure = (Outcome.Failure<T>) outcome;
    return failure.kind() == FailureKind.TIMEOUT
        ? null
        : "-" + digest(false, (failure.kind() + failure.detail()).getBytes(StandardCharsets.UTF_8));
  }

  /** Their checksum and count; of processors without the clock, which never stands still. */
  private static String digest(boolean hasClocks, byte[] bytes) {
    CRC32 sum = new CRC32();
    int from = 0;
    for (int at = 0; hasClocks && at < bytes.length; at++) {
      if (bytes[at] == '\n' && startsWith(bytes, at + 1, CLOCK)) {
        sum.update(bytes, from, at - from);
        from = end(bytes, at + 1);
        at = from - 1;
      }
    }
    sum.update(bytes, from, bytes.length - from);
    return Long.toHexString(sum.getValue() << 32 | (hasClocks ? 0 : bytes.length));
  }

  private static boolean startsWith(byte[] bytes, int at, byte[] word) {
    for (int i = 0; i < word.length; i++) {
      if (at + i >= bytes.length || bytes[at + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  private static int end(byte[] bytes, int at) {
    int end = at;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return end;
  }

  /** The request of that key; null where it is none that is asked again. */
  private static @Nullable Request<?> request(String key) {
    int space = key.indexOf(' ');
    String rest = key.substring(space + 1);
    int second = rest.indexOf(' ');
    long first = number(rest, 0, second);
    int limit = first > Integer.MAX_VALUE ? -1 : (int) first;
    return switch (key.substring(0, Math.max(0, space))) {
      case "content" -> limit < 0 ? null : new Request.Content(rest.substring(second + 1), limit);
      case "list" -> limit < 0 ? null : new Request.Listing(rest.substring(second + 1), limit);
      case "range" -> {
        int third = rest.indexOf(' ', second + 1);
        long length = number(rest, second + 1, third);
        yield first < 0 || length < 0 || length > Integer.MAX_VALUE
            ? null
            : new Request.Range(rest.substring(third + 1), first, (int) length);
      }
      case "status" -> new Request.Status(rest);
      case "link" -> new Request.Link(rest);
      case "realpath" -> new Request.RealPath(rest);
      case "access" -> new Request.Access(rest);
      case "variable" -> new Request.Variable(rest);
      case "property" -> new Request.Property(rest);
      default -> null;
    };
  }

  /** A number that was written here; -1 where there is none of at most eighteen digits. */
  private static long number(String text, int start, int end) {
    long number = end <= start || end - start > 18 ? -1 : 0;
    for (int i = start; i < end && number >= 0; i++) {
      int digit = text.charAt(i) - '0';
      number = digit < 0 || digit > 9 ? -1 : number * 10 + digit;
    }
    return number;
  }
}
