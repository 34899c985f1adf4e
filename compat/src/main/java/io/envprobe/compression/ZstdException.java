package io.envprobe.compression;

import java.io.IOException;

/** Bytes that are no Zstandard data, damaged ones, or ones that take too much memory. */
public final class ZstdException extends IOException {
  private static final long serialVersionUID = 1L;

  ZstdException(String message) {
    super(message);
  }
}
