package io.envprobe.artifact.internal;

import io.envprobe.binaries.ByteSource;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * A deflated member with random access: it inflates forward to what is asked for, and keeps its
 * first part, the ranges named in {@link #retain} and the last few pages. What was passed and not
 * kept costs a second pass, of which there are few. Not thread-safe; {@link #close} frees native
 * memory early.
 */
public final class InflatedSource implements ByteSource, AutoCloseable {
  private static final int PAGE = 1 << 16;
  private static final int INPUT = 1 << 18;

  /** What reading forward goes back over; few, so that they stay in the processor's cache. */
  private static final int RECENT = 4;

  private static final int PASSES = 4;
  private static final byte[] NOTHING = new byte[0];

  private final ByteSource compressed;
  private final long size;
  private final long prefixPages;
  private final byte[] input = new byte[INPUT];
  private final Map<Long, byte[]> pages = new HashMap<>();
  private final Deque<Long> recent = new ArrayDeque<>();
  private final List<long[]> retained = new ArrayList<>();
  private @Nullable Inflater inflater;
  private long inputOffset;
  private long nextPage;
  private int passes;
  private int mostPasses = PASSES;
  private boolean ended;
  private boolean damaged;
  private boolean closed;
  private long inflated;
  private long furthestInput;
  private LongConsumer watcher = bytes -> {};

  /**
   * A source.
   *
   * @param compressed the deflated bytes
   * @param size the inflated size that the archive claims; more is cut, less reads as the end
   * @param memory how many bytes of the first part are kept
   */
  public InflatedSource(ByteSource compressed, long size, int memory) {
    this.compressed = compressed;
    this.size = Math.max(0, size);
    this.prefixPages = Math.max(1, memory / PAGE);
  }

  @Override
  public long size() {
    return size;
  }

  /** How far the member was inflated, in bytes; all passes count. */
  public long inflated() {
    return inflated;
  }

  /** How many bytes the furthest pass has left. */
  public long remaining() {
    return Math.max(0, size - nextPage * PAGE);
  }

  /** Tells how many bytes more of the compressed ones were taken in, while that goes on. */
  void watch(LongConsumer taken) {
    watcher = taken;
  }

  /** From now on what was passed and not kept fails: it is not worth another pass. */
  void onlyForward() {
    mostPasses = passes;
  }

  /** How many bytes of the first part are kept. */
  long memory() {
    return prefixPages * PAGE;
  }

  /** Keeps a range when it is passed. */
  public void retain(long offset, long length) {
    if (offset >= 0 && length > 0) {
      retained.add(new long[] {offset / PAGE, (offset + length - 1) / PAGE});
    }
  }

  @Override
  public int read(long offset, byte[] into, int start, int length) throws IOException {
    if (offset < 0 || offset >= size || length <= 0) {
      return 0;
    }
    byte[] page = page(offset / PAGE);
    int at = (int) (offset % PAGE);
    int count = (int) Math.min(Math.min(length, page.length - at), size - offset);
    if (count <= 0) {
      return 0;
    }
    System.arraycopy(page, at, into, start, count);
    return count;
  }

  /** Whether the data ended early, or is no deflated data from some point on. */
  public boolean damaged() {
    return damaged;
  }

  @Override
  public void close() {
    if (inflater != null) {
      inflater.end();
    }
    closed = true;
    pages.clear();
    recent.clear();
  }

  private byte[] page(long number) throws IOException {
    byte[] kept = pages.get(number);
    if (kept != null) {
      return kept;
    }
    Inflater engine = inflater;
    if (engine == null || number < nextPage) {
      engine = restart();
    }
    while (nextPage <= number && !ended) {
      inflateNext(engine);
    }
    return pages.getOrDefault(number, NOTHING);
  }

  private Inflater restart() throws IOException {
    if (closed || passes >= mostPasses) {
      throw new PassedException(
          closed
              ? "the member is closed"
              : "the tables of the member are too far apart to be kept in memory");
    }
    passes++;
    Inflater engine = inflater;
    if (engine == null) {
      engine = new Inflater(true);
      inflater = engine;
    } else {
      engine.reset();
    }
    recent.forEach(pages::remove);
    recent.clear();
    inputOffset = 0;
    nextPage = 0;
    ended = false;
    return engine;
  }

  private void inflateNext(Inflater engine) throws IOException {
    long number = nextPage++;
    byte[] page = buffer();
    int filled = 0;
    try {
      while (filled < PAGE && !ended) {
        int count = engine.inflate(page, filled, PAGE - filled);
        filled += count;
        ended = engine.finished() || (count == 0 && !feed(engine));
      }
    } catch (DataFormatException e) {
      ended = true;
    }
    inflated += filled;
    damaged |= ended && number * PAGE + filled < size;
    ended |= nextPage * PAGE >= size;
    pages.put(number, filled == PAGE ? page : Arrays.copyOf(page, filled));
    if (number >= prefixPages && !isRetained(number)) {
      recent.add(number);
    }
  }

  /** A page to fill: the oldest of the recent ones where there are enough of them. */
  private byte[] buffer() {
    if (recent.size() >= RECENT) {
      byte[] oldest = pages.remove(recent.remove());
      if (oldest != null && oldest.length == PAGE) {
        return oldest;
      }
    }
    return new byte[PAGE];
  }

  private boolean feed(Inflater engine) throws IOException {
    if (!engine.needsInput()) {
      return false;
    }
    int count = compressed.read(inputOffset, input, 0, INPUT);
    if (count <= 0) {
      return false;
    }
    inputOffset += count;
    if (inputOffset > furthestInput) {
      watcher.accept(inputOffset - furthestInput);
      furthestInput = inputOffset;
    }
    engine.setInput(input, 0, count);
    return true;
  }

  private boolean isRetained(long number) {
    for (long[] range : retained) {
      if (number >= range[0] && number <= range[1]) {
        return true;
      }
    }
    return false;
  }
}
