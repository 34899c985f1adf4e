package io.envprobe.binaries.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfSegment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds lists of directories among a loader's constants. */
public final class DirectoryFinder {
  private static final int MAX_PATH = 4096;

  /** Loaders have four at most. */
  private static final int MAX_RUN = 64;

  private DirectoryFinder() {}

  /** Strings one behind the other, each starting and ending with a slash: the longest such run. */
  public static List<String> glibc(ByteSource source, ElfFile file) throws IOException {
    List<String> longest = List.of();
    for (ElfSegment segment : ReadOnlyData.segments(file)) {
      byte[] content = ReadOnlyData.content(source, segment);
      List<String> run = new ArrayList<>();
      int start = 0;
      for (int end = 0; end < content.length; end++) {
        if (content[end] != 0) {
          continue;
        }
        boolean directory = isDirectory(content, start, end) && run.size() < MAX_RUN;
        if (directory) {
          run.add(text(content, start, end - 1));
        }
        if (!directory || end == content.length - 1) {
          if (run.size() > longest.size() && run.stream().anyMatch(DirectoryFinder::isLibrary)) {
            longest = List.copyOf(run);
          }
          run.clear();
        }
        start = end + 1;
      }
    }
    return longest;
  }

  /** One string with colons that starts with {@code /lib:}. */
  public static List<String> musl(ByteSource source, ElfFile file) throws IOException {
    byte[] wanted = {0, '/', 'l', 'i', 'b', ':', '/'};
    for (ElfSegment segment : ReadOnlyData.segments(file)) {
      byte[] content = ReadOnlyData.content(source, segment);
      int start = ReadOnlyData.find(content, wanted, 0) + 1;
      int end = start;
      while (start > 0 && end < content.length && content[end] != 0 && end < start + MAX_PATH) {
        end++;
      }
      if (end > start) {
        return List.of(text(content, start, end).split(":", -1));
      }
    }
    return List.of();
  }

  private static boolean isLibrary(String directory) {
    String last = directory.substring(directory.lastIndexOf('/') + 1);
    return last.startsWith("lib") || directory.startsWith("/lib");
  }

  private static boolean isDirectory(byte[] content, int start, int end) {
    if (end - start < 3 || end - start > MAX_PATH) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (content[i] <= ' ' || content[i] == 127) {
        return false;
      }
    }
    return content[start] == '/' && content[end - 1] == '/';
  }

  private static String text(byte[] content, int start, int end) {
    return Text.of(Arrays.copyOfRange(content, start, end));
  }
}
