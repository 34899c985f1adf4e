package io.envprobe.artifact;

import io.envprobe.artifact.internal.InflatedSource;
import io.envprobe.artifact.internal.ZipReader;
import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.Defect;
import io.envprobe.binaries.ReadResult;
import java.io.IOException;
import java.util.List;

/**
 * The directory of a zip archive: wheels, jars and eggs are such archives. Only the directory at
 * its end is read; members are read apart, as far as somebody asks. Immutable.
 *
 * <p>Source: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 *
 * @param members in the order of the directory
 */
public record ZipArchive(List<Member> members) {
  public ZipArchive {
    members = List.copyOf(members);
  }

  /**
   * An entry of the directory.
   *
   * @param name as in the archive: data, not a path to write to
   * @param method 0 stored, 8 deflated; others are not read
   * @param flags general purpose bits
   * @param crc the checksum that the archive claims, unsigned 32 bits
   * @param compressedSize in bytes, as claimed
   * @param size in bytes when inflated, as claimed
   * @param headerOffset where the member's own header starts
   * @param unixMode type and permissions where a Unix system wrote the archive; 0 otherwise
   */
  public record Member(
      String name,
      int method,
      int flags,
      long crc,
      long compressedSize,
      long size,
      long headerOffset,
      int unixMode) {
    private static final int TYPE_MASK = 0xf000;
    private static final int LINK = 0xa000;

    public boolean isDirectory() {
      return name.endsWith("/");
    }

    /** Whether it is a symbolic link: its content is the target. */
    public boolean isLink() {
      return (unixMode & TYPE_MASK) == LINK;
    }

    public boolean isEncrypted() {
      return (flags & 1) != 0;
    }

    /** Whether this program can read the content: it is stored or deflated, and not encrypted. */
    public boolean isReadable() {
      return !isEncrypted() && (method == 0 || method == 8);
    }
  }

  /**
   * Reads the directory, zip64 included. What is wrong with members (names that lead out of the
   * archive, two of one name, overlaps, offsets past the end) is among the defects.
   *
   * @return rejected where there is no directory that can be read
   * @throws IOException only from the source
   */
  public static ReadResult<ZipArchive> read(ByteSource source) throws IOException {
    return ZipReader.read(source);
  }

  /**
   * The content of a member, inflated no further than it is asked for. A deflated one keeps its
   * first part and the tables that are asked for in memory, at most {@code memory} bytes of either.
   * Not thread-safe.
   *
   * @param archive the source that the directory was read from
   * @param memory in bytes, at least 1 MiB
   * @return rejected where the member is encrypted, of another method, or not where it should be
   * @throws IOException only from the source
   */
  public static ReadResult<ByteSource> open(ByteSource archive, Member member, int memory)
      throws IOException {
    long start = ZipReader.contentOffset(archive, member);
    if (!member.isReadable() || start < 0) {
      String reason =
          member.isEncrypted()
              ? "encrypted-member"
              : start < 0 ? "member-header" : "unknown-compression";
      return new ReadResult.Rejected<>(
          new Defect(reason, member.headerOffset(), "the member cannot be read"));
    }
    ByteSource raw = archive.slice(start, member.compressedSize());
    return new ReadResult.Read<>(
        member.method() == 0 ? raw : new InflatedSource(raw, member.size(), memory), List.of());
  }
}
