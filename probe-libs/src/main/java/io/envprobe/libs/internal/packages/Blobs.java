package io.envprobe.libs.internal.packages;

import java.io.IOException;

/** Takes the values of a database one by one, so that only one is in memory. */
interface Blobs {
  /** One value. */
  void accept(byte[] blob) throws IOException;
}
