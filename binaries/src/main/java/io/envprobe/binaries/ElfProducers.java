package io.envprobe.binaries;

import io.envprobe.binaries.internal.CommentReader;
import java.io.IOException;
import java.util.List;

/** The compilers and linkers that a file names in its comment section. */
public final class ElfProducers {
  private ElfProducers() {}

  /**
   * The distinct texts of {@code .comment}, in order, such as {@code GCC: (Debian 12.2.0-14)
   * 12.2.0}; none for a file without section headers. This is the one thing that only a section's
   * name finds.
   *
   * @throws IOException only from the source
   */
  public static List<String> read(ByteSource source, ElfFile file) throws IOException {
    return CommentReader.read(source, file.header());
  }
}
