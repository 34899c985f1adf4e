package io.envprobe.libs;

import io.envprobe.binaries.ByteSource;
import io.envprobe.host.FailureKind;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * A file of a host as a byte source. It is asked for in pages, so that a recording keeps just the
 * ranges that were read, and equal reads make equal requests. Used by one thread.
 */
public final class HostByteSource implements ByteSource {
  /** The size of a page, in bytes. */
  public static final int PAGE = 16 * 1024;

  private static final int PAGES_KEPT = 64;
  private static final int PAGES_AT_ONCE = 16;

  private final Host host;
  private final String path;
  private final long size;
  private final Map<Long, Answered> pages = new HashMap<>();
  private final Deque<Long> order = new ArrayDeque<>();

  /** Pages that came with one request, from a page on. */
  private static final class Answered {
    final long first;
    final byte[] content;

    Answered(long first, byte[] content) {
      this.first = first;
      this.content = content;
    }
  }

  private HostByteSource(Host host, String path, long size) {
    this.host = host;
    this.path = path;
    this.size = size;
  }

  /** Opens a regular file; anything else is {@link FailureKind#WRONG_TYPE}. Reads nothing yet. */
  public static Outcome<HostByteSource> open(Host host, String path) {
    Outcome<FileStatus> status = host.status(path);
    if (status instanceof Outcome.Failure<FileStatus> failure) {
      return Outcome.failed(failure.kind(), failure.detail());
    }
    FileStatus file = ((Outcome.Answer<FileStatus>) status).value();
    if (!file.isFile()) {
      return Outcome.failed(FailureKind.WRONG_TYPE, path + " is no regular file");
    }
    return Outcome.of(new HostByteSource(host, path, file.size()));
  }

  /** The path that was opened. */
  public String path() {
    return path;
  }

  @Override
  public long size() {
    return size;
  }

  /**
   * Copies bytes.
   *
   * @throws HostReadException where the host fails
   */
  @Override
  public int read(long offset, byte[] into, int start, int length) throws IOException {
    if (offset < 0) {
      return 0;
    }
    int copied = 0;
    while (copied < length && offset + copied < size) {
      long position = offset + copied;
      Answered answered = page(position / PAGE, (offset + length - 1) / PAGE);
      int within = (int) (position - answered.first * PAGE);
      if (within >= answered.content.length) {
        break;
      }
      int rest = Math.min(answered.content.length - within, (int) (PAGE - position % PAGE));
      int count = Math.min(rest, length - copied);
      System.arraycopy(answered.content, within, into, start + copied, count);
      copied += count;
    }
    return copied;
  }

  /** What holds a page; those behind it that are wanted too come with the same request. */
  private Answered page(long number, long last) throws HostReadException {
    Answered known = pages.get(number);
    if (known != null) {
      return known;
    }
    int count = 1;
    while (count < PAGES_AT_ONCE
        && number + count <= last
        && (number + count) * PAGE < size
        && !pages.containsKey(number + count)) {
      count++;
    }
    Outcome<byte[]> outcome = host.range(path, number * PAGE, count * PAGE);
    if (outcome instanceof Outcome.Failure<byte[]> failure) {
      throw new HostReadException(failure.kind(), failure.detail());
    }
    Answered answered = new Answered(number, ((Outcome.Answer<byte[]>) outcome).value());
    for (int i = 0; i < count; i++) {
      keep(number + i, answered);
    }
    return answered;
  }

  private void keep(long number, Answered page) {
    if (order.size() == PAGES_KEPT) {
      pages.remove(order.removeFirst());
    }
    pages.put(number, page);
    order.addLast(number);
  }
}
