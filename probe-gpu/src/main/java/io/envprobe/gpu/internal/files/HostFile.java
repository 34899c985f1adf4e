package io.envprobe.gpu.internal.files;

import io.envprobe.binaries.ByteSource;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A file of a host as a byte source: read in pages, so that a recording keeps just the ranges that
 * were read. Used by one thread.
 */
public final class HostFile implements ByteSource {
  private static final int PAGE = 16 * 1024;
  private static final int PAGES_KEPT = 16;

  private final Host host;
  private final String path;
  private final long size;
  private final Map<Long, byte[]> pages = new HashMap<>();

  /** A file of this size, in bytes. */
  public HostFile(Host host, String path, long size) {
    this.host = host;
    this.path = path;
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long offset, byte[] into, int start, int length) throws IOException {
    int copied = 0;
    while (offset >= 0 && copied < length && offset + copied < size) {
      byte[] page = page((offset + copied) / PAGE);
      int within = (int) ((offset + copied) % PAGE);
      if (within >= page.length) {
        break;
      }
      int count = Math.min(page.length - within, length - copied);
      System.arraycopy(page, within, into, start + copied, count);
      copied += count;
    }
    return copied;
  }

  private byte[] page(long number) throws IOException {
    byte[] page = pages.get(number);
    if (page == null) {
      Outcome<byte[]> outcome = host.range(path, number * PAGE, PAGE);
      if (!(outcome instanceof Outcome.Answer<byte[]> answer)) {
        throw new IOException(((Outcome.Failure<byte[]>) outcome).detail());
      }
      page = answer.value();
      if (pages.size() == PAGES_KEPT) {
        pages.clear();
      }
      pages.put(number, page);
    }
    return page;
  }
}
