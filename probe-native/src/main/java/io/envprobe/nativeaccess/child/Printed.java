package io.envprobe.nativeaccess.child;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What libraries print: the parent sends the output of this process to a file. The file's size is
 * limited, so a library that floods it ends its process.
 */
final class Printed {
  private static final int LIMIT = 4096;

  private final Path file;

  Printed(Path file) {
    this.file = file;
  }

  /** How much was printed so far, in bytes. */
  long length() throws IOException {
    flush();
    try (RandomAccessFile output = new RandomAccessFile(file.toFile(), "r")) {
      return output.length();
    }
  }

  /** The first of what was printed since. */
  String since(long start) throws IOException {
    flush();
    try (RandomAccessFile output = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.max(0, Math.min(LIMIT, output.length() - start))];
      output.seek(start);
      output.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8).strip();
    }
  }

  /** The C library keeps what goes to a file until it is told otherwise. */
  private static void flush() {
    try {
      NativeLibrary.getProcess().getFunction("fflush").invokeInt(new Object[] {null});
    } catch (UnsatisfiedLinkError e) {
      return; // Windows: what its libraries print is there when their buffers are full.
    }
  }
}
