package io.envprobe.artifact;

import io.envprobe.binaries.gpu.Decompressor;
import io.envprobe.binaries.gpu.GpuImage.Compression;
import io.envprobe.compression.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * How what is packed in native files is unpacked: zlib as the platform does it, and Zstandard.
 * Thread-safe.
 */
public final class Unpacking implements Decompressor {
  /** The one there is. */
  public static final Decompressor ALL = new Unpacking();

  private Unpacking() {}

  @Override
  public Optional<InputStream> open(Compression method, InputStream packed) throws IOException {
    return method == Compression.ZSTD
        ? Optional.of(new ZstdInputStream(new BufferedInputStream(packed)))
        : PLATFORM.open(method, packed);
  }
}
