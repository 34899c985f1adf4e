package io.envprobe.artifact.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ReadResult;
import java.io.IOException;

/**
 * A native file to look into.
 *
 * @param file where it is
 * @param magic what it is
 * @param cost how many bytes of storage it takes at most
 * @param opening how to read it
 */
record Job(ContainedFile file, Magic magic, long cost, Opening opening) {
  /** Opens a file for one thread. */
  interface Opening {
    ReadResult<ByteSource> open(int memory) throws IOException;
  }
}
