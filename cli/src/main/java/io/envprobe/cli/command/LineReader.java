package io.envprobe.cli.command;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of UTF-8, each of a bounded length; what is longer is cut, so that it does not parse. */
final class LineReader {
  private final InputStream in;
  private final int limit;

  LineReader(InputStream in, int limit) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.limit = limit;
  }

  /** The next line without its end; nothing at the end of the input. */
  Optional<String> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return Optional.empty();
    }
    while (next >= 0 && next != '\n') {
      if (line.size() < limit) {
        line.write(next);
      }
      next = in.read();
    }
    return Optional.of(line.toString(StandardCharsets.UTF_8));
  }
}
