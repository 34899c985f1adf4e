package io.envprobe.artifact.internal;

import io.envprobe.artifact.NativeFile;
import io.envprobe.binaries.ByteSource;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Looks into the native files of an archive that can only be read from its start to its end. Keeps
 * the first part of one file at a time in memory, which has the tables of all but the largest.
 */
public final class StreamedFiles {
  private static final int MOST_KEPT = 64 << 20;

  private final int memory =
      (int) Math.max(4L << 20, Math.min(MOST_KEPT, Runtime.getRuntime().maxMemory() / 8));
  private final List<Finding> findings = new ArrayList<>();

  /** What was wrong with files. */
  public List<Finding> findings() {
    return findings;
  }

  /**
   * Looks into the current member of an archive.
   *
   * @param path how the file is named, container and all
   * @return one file for each architecture in it; none where it is no native code
   * @throws IOException where the archive is damaged or cannot be read
   */
  public List<NativeFile> look(TarReader archive, TarReader.Member member, String path)
      throws IOException {
    byte[] head = new byte[Magic.LENGTH];
    int count = archive.read(head, 0, head.length);
    Magic magic = Magic.of(Arrays.copyOf(head, count), member.name());
    if (magic == Magic.OTHER || magic == Magic.ZIP) {
      return List.of();
    }
    byte[] rest = archive.content(memory);
    byte[] content = Arrays.copyOf(head, count + rest.length);
    System.arraycopy(rest, 0, content, count, rest.length);
    boolean whole = content.length == member.size();
    if (!whole) {
      findings.add(
          Findings.of(
              "archive.large-member",
              Severity.INFO,
              path,
              "is large: only its first " + content.length + " bytes were looked at",
              ""));
    }
    List<NativeFile> files = new ArrayList<>();
    for (Inspected inspected :
        Inspected.of(
            magic,
            new ContainedFile(path, member.size(), OptionalLong.empty()),
            new Prefix(content, member.size()),
            false)) {
      files.add(inspected.file());
    }
    return files;
  }

  /** The first bytes of a file whose others cannot be had. */
  private static final class Prefix implements ByteSource {
    private final byte[] bytes;
    private final long size;

    Prefix(byte[] bytes, long size) {
      this.bytes = bytes;
      this.size = size;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public int read(long offset, byte[] into, int start, int length) {
      if (offset < 0 || offset >= bytes.length || length <= 0) {
        return 0;
      }
      int count = (int) Math.min(length, bytes.length - offset);
      System.arraycopy(bytes, (int) offset, into, start, count);
      return count;
    }
  }
}
