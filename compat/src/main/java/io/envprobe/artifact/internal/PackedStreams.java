package io.envprobe.artifact.internal;

import io.envprobe.compression.Bzip2InputStream;
import io.envprobe.compression.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.GZIPInputStream;

/** Unpacks what a stream holds, by its first bytes: gzip, Zstandard, bzip2, or nothing packed. */
public final class PackedStreams {
  private static final int BUFFER = 1 << 16;

  private PackedStreams() {}

  /**
   * Unpacked bytes.
   *
   * @param plain whether they were not packed at all, so that their places are those of the file
   */
  public record Unpacked(InputStream bytes, boolean plain) {
    /** A place in the file that an error can be shown at. */
    public OptionalInt place(long offset) {
      return plain && offset <= Integer.MAX_VALUE
          ? OptionalInt.of((int) offset)
          : OptionalInt.empty();
    }
  }

  /**
   * The unpacked bytes.
   *
   * @return nothing for a way of packing that is not read here: xz, lz4
   */
  public static Optional<Unpacked> open(InputStream packed) throws IOException {
    BufferedInputStream in = new BufferedInputStream(packed, BUFFER);
    in.mark(8);
    byte[] head = in.readNBytes(6);
    in.reset();
    if (Magic.starts(head, 0x1f, 0x8b)) {
      return Optional.of(new Unpacked(new GZIPInputStream(in, BUFFER), false));
    }
    if (Magic.starts(head, 0x28, 0xb5, 0x2f, 0xfd)) {
      return Optional.of(new Unpacked(new ZstdInputStream(in), false));
    }
    if (Magic.starts(head, 'B', 'Z', 'h')) {
      InputStream bytes = new BufferedInputStream(new Bzip2InputStream(in), BUFFER);
      return Optional.of(new Unpacked(bytes, false));
    }
    boolean other =
        Magic.starts(head, 0xfd, '7', 'z', 'X', 'Z') || Magic.starts(head, 4, 0x22, 0x4d, 0x18);
    return other ? Optional.empty() : Optional.of(new Unpacked(in, true));
  }
}
