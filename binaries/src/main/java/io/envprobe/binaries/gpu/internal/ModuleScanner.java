package io.envprobe.binaries.gpu.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.gpu.Decompressor;
import io.envprobe.binaries.internal.Bytes;
import java.io.IOException;
import java.nio.ByteOrder;

/** Finds the containers in a range of a source, and has them read. */
final class ModuleScanner {
  /** Both kinds of wrappers take that much. */
  private static final long WRAPPER = 24;

  /** Linkers align sections with containers to eight bytes, and containers in them. */
  private static final int ALIGNED = 4;

  private final Bytes bytes;
  private final MarkFinder marks;
  private final FatbinReader fatbins;
  private final BundleReader bundles;
  private final ModuleCollector found;

  ModuleScanner(ByteSource source, Decompressor decompressor, ModuleCollector found) {
    this.bytes = new Bytes(source, ByteOrder.LITTLE_ENDIAN);
    this.marks = new MarkFinder(source);
    this.fatbins = new FatbinReader(bytes, found);
    this.bundles = new BundleReader(source, bytes, decompressor, found);
    this.found = found;
  }

  /** Reads a section that holds containers, and nothing else but zeros between them. */
  void section(String name, long start, long end) throws IOException {
    long at = start;
    while (at < end && !found.isFull()) {
      long mark = marks.find(at, end, 1);
      if (marks.content() >= 0 && !bundles.isOpenEnded()) {
        found.defect(
            "unknown-content", marks.content(), "A section of containers holds something else.");
      }
      if (mark < 0) {
        return;
      }
      at =
          switch (marks.mark()) {
            case MarkFinder.FATBIN -> fatbins.read(name, mark, end);
            case MarkFinder.BUNDLE -> bundles.read(name, mark, end);
            default -> bundles.readCompressed(name, mark, end);
          };
    }
  }

  /**
   * Finds containers where there may be anything besides. What only looks like one is passed over.
   */
  void anything(String name, long start, long end) throws IOException {
    long at = start;
    while (at < end && !found.isFull()) {
      long mark = marks.find((at + ALIGNED - 1) / ALIGNED * ALIGNED, end, ALIGNED);
      if (mark < 0) {
        return;
      }
      at = mark + ALIGNED;
      switch (marks.mark()) {
        case MarkFinder.FATBIN ->
            at = fatbins.isHeader(mark, end) ? fatbins.read(name, mark, end) : at;
        case MarkFinder.BUNDLE ->
            at = bundles.isHeader(mark, end) ? bundles.read(name, mark, end) : at;
        default -> {
          if (bundles.isCompressedHeader(mark, end)) {
            at = bundles.readCompressed(name, mark, end);
          }
        }
      }
    }
  }

  /** Checks the records through which a program registers its containers. */
  void wrappers(long magic, long start, long size) throws IOException {
    for (long at = start; at + WRAPPER <= start + size; at += WRAPPER) {
      // Windows fills sections up with zeros.
      long value = bytes.u32(at);
      if (value != magic && value != 0) {
        found.defect("wrapper", at, "A record that registers a container is damaged.");
        return;
      }
    }
  }
}
