package io.envprobe.binaries;

import io.envprobe.binaries.internal.ArReader;
import java.io.IOException;
import java.util.List;

/**
 * A static library, or any other archive of the Unix {@code ar} kind. Immutable.
 *
 * <p>Source: https://man.freebsd.org/cgi/man.cgi?query=ar&amp;sektion=5 and, for thin archives,
 * https://sourceware.org/binutils/docs/binutils/ar.html
 *
 * @param thin whether the members are files elsewhere, and only named here
 * @param members in order, without the tables of symbols and names
 */
public record ArArchive(boolean thin, List<Member> members) {
  public ArArchive {
    members = List.copyOf(members);
  }

  /**
   * A member. {@link ByteSource#slice} gives its content where the archive is not thin.
   *
   * @param name as in the archive: data, not a path to write to
   * @param offset where its content starts
   * @param size in bytes
   */
  public record Member(String name, long offset, long size) {}

  /**
   * Reads the headers of the members.
   *
   * @throws IOException only from the source
   */
  public static ReadResult<ArArchive> read(ByteSource source) throws IOException {
    return ArReader.read(source);
  }
}
