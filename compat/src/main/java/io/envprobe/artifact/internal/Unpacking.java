package io.envprobe.artifact.internal;

import io.envprobe.binaries.gpu.Decompressor;

/** How what is packed in native files is unpacked. */
final class Unpacking {
  static final Decompressor ALL = Decompressor.PLATFORM;

  private Unpacking() {}
}
