package io.envprobe.libs.internal.packages;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The description of a package in rpm's database. Numbers and offsets outside of it count as
 * missing.
 *
 * <p>Source: https://rpm-software-management.github.io/rpm/manual/format_header.html and
 * https://rpm-software-management.github.io/rpm/manual/tags.html
 */
final class RpmHeader {
  private static final int NAME = 1000;
  private static final int VERSION = 1001;
  private static final int RELEASE = 1002;
  private static final int EPOCH = 1003;
  private static final int ARCHITECTURE = 1022;
  private static final int DIRECTORY_INDEXES = 1116;
  private static final int BASE_NAMES = 1117;
  private static final int DIRECTORY_NAMES = 1118;

  private record Entry(int offset, int count) {}

  private final ByteBuffer data;
  private final Map<Integer, Entry> entries = new HashMap<>();

  private RpmHeader(ByteBuffer data) {
    this.data = data;
  }

  /** Reads a header; empty where the bytes are none. */
  static Optional<RpmHeader> read(byte[] blob) {
    ByteBuffer bytes = ByteBuffer.wrap(blob).order(ByteOrder.BIG_ENDIAN);
    if (blob.length < 8) {
      return Optional.empty();
    }
    long count = bytes.getInt(0) & 0xffffffffL;
    long size = bytes.getInt(4) & 0xffffffffL;
    if (count == 0 || 8 + 16 * count + size > blob.length) {
      return Optional.empty();
    }
    int start = (int) (8 + 16 * count);
    RpmHeader header = new RpmHeader(bytes.slice(start, (int) size));
    for (int i = 0; i < count; i++) {
      int at = 8 + 16 * i;
      int offset = bytes.getInt(at + 8);
      int items = bytes.getInt(at + 12);
      if (offset >= 0 && offset < size && items > 0 && items <= size) {
        header.entries.put(bytes.getInt(at), new Entry(offset, items));
      }
    }
    return Optional.of(header);
  }

  /** The package; keys of signers are kept as packages too, and have no architecture. */
  Optional<InstalledPackage> item() {
    List<String> name = texts(NAME);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> epoch = integers(EPOCH);
    String version =
        (epoch.isEmpty() ? "" : epoch.get(0) + ":") + first(VERSION) + "-" + first(RELEASE);
    return Optional.of(new InstalledPackage("rpm", name.get(0), version, first(ARCHITECTURE)));
  }

  /** The paths of its files. */
  List<String> files() {
    List<String> directories = texts(DIRECTORY_NAMES);
    List<String> names = texts(BASE_NAMES);
    List<Integer> indexes = integers(DIRECTORY_INDEXES);
    List<String> files = new ArrayList<>();
    for (int i = 0; i < Math.min(names.size(), indexes.size()); i++) {
      int directory = indexes.get(i);
      if (directory >= 0 && directory < directories.size()) {
        files.add(directories.get(directory) + names.get(i));
      }
    }
    return files;
  }

  private String first(int tag) {
    List<String> texts = texts(tag);
    return texts.isEmpty() ? "" : texts.get(0);
  }

  private List<String> texts(int tag) {
    Entry entry = entries.get(tag);
    List<String> texts = new ArrayList<>();
    if (entry != null) {
      int start = entry.offset();
      for (int end = start; end < data.limit() && texts.size() < entry.count(); end++) {
        if (data.get(end) == 0) {
          byte[] text = new byte[end - start];
          data.get(start, text);
          texts.add(new String(text, StandardCharsets.UTF_8));
          start = end + 1;
        }
      }
    }
    return texts;
  }

  private List<Integer> integers(int tag) {
    Entry entry = entries.get(tag);
    List<Integer> integers = new ArrayList<>();
    if (entry != null) {
      for (int i = 0; i < entry.count() && entry.offset() + 4L * i + 4 <= data.limit(); i++) {
        integers.add(data.getInt(entry.offset() + 4 * i));
      }
    }
    return integers;
  }
}
