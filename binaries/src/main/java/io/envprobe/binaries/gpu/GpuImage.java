package io.envprobe.binaries.gpu;

import java.util.function.Function;

/** Code for one processor, or for a family of them. Immutable. */
public sealed interface GpuImage permits NvidiaImage, AmdImage {
  /** How it is packed. */
  enum Compression {
    NONE,
    LZ4,
    ZLIB,
    ZSTD
  }

  Compression compression();

  /** What it is for, as its compiler spells that: {@code sm_90a}, {@code gfx90a:xnack+}. */
  String label();

  /** The one of the two functions' results that fits. */
  default <R> R fold(Function<NvidiaImage, R> nvidia, Function<AmdImage, R> amd) {
    return this instanceof NvidiaImage image ? nvidia.apply(image) : amd.apply((AmdImage) this);
  }
}
