package io.envprobe.binaries.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfHeader;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the comment section. */
public final class CommentReader {
  private static final String NAME = ".comment";
  private static final int MAX_COMMENT = 65536;

  private CommentReader() {}

  public static List<String> read(ByteSource source, ElfHeader header) throws IOException {
    Bytes bytes = new Bytes(source, header.order());
    for (ElfSections.Section section : ElfSections.read(bytes, header)) {
      if (section.name().equals(NAME)) {
        return texts(bytes, section);
      }
    }
    return List.of();
  }

  private static List<String> texts(Bytes bytes, ElfSections.Section section) throws IOException {
    if (!bytes.has(section.offset(), section.size())) {
      return List.of();
    }
    int length = (int) Math.min(section.size(), MAX_COMMENT);
    String content = Text.of(bytes.copy(section.offset(), length));
    Set<String> texts = new LinkedHashSet<>();
    for (int from = 0; from < content.length(); ) {
      int end = content.indexOf('\0', from);
      end = end < 0 ? content.length() : end;
      if (end > from) {
        texts.add(content.substring(from, end));
      }
      from = end + 1;
    }
    return List.copyOf(texts);
  }
}
