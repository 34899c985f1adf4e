package io.envprobe.binaries.gpu;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/**
 * Unpacks what a format keeps packed. Implementations are thread-safe, and take bounded memory
 * whatever they are given.
 */
public interface Decompressor {
  /** What the Java platform has. */
  Decompressor PLATFORM =
      (method, packed) ->
          method == GpuImage.Compression.ZLIB
              ? Optional.of(new InflaterInputStream(packed))
              : Optional.empty();

  /**
   * The content of a packed stream; its reader closes it. Reading throws an {@link IOException}
   * where the packed bytes are damaged.
   *
   * @return empty where the method is not known
   */
  Optional<InputStream> open(GpuImage.Compression method, InputStream packed) throws IOException;
}
