package io.envprobe.binaries.internal;

import io.envprobe.binaries.PeFile;
import java.io.IOException;
import java.util.Optional;

/** Finds the version and the manifest among a Windows image's resources. */
final class PeResources {
  private static final int VERSION = 16;
  private static final int MANIFEST = 24;
  private static final long SIGNATURE = 0xfeef04bdL;
  private static final int MAX_ENTRIES = 4096;
  private static final int MAX_MANIFEST = 1 << 16;

  private final Bytes bytes;
  private final PeImage image;
  private final long root;
  private final Defects defects;

  /** A resource's bytes in the file. */
  private record Data(long start, long size) {}

  PeResources(Bytes bytes, PeImage image, long root, Defects defects) {
    this.bytes = bytes;
    this.image = image;
    this.root = root;
    this.defects = defects;
  }

  Optional<PeFile.Version> version() throws IOException {
    Optional<Data> data = find(VERSION);
    if (data.isEmpty()) {
      return Optional.empty();
    }
    long start = data.get().start();
    // Length, value length, type, the key VS_VERSION_INFO in UTF-16, padded to four bytes.
    long fixed = start + 40;
    if (data.get().size() < 40 + 52 || bytes.u32(fixed) != SIGNATURE) {
      defects.add("bad-version-resource", start, "The version resource has an unknown layout.");
      return Optional.empty();
    }
    return Optional.of(new PeFile.Version(numbers(fixed + 8), numbers(fixed + 16)));
  }

  private String numbers(long at) throws IOException {
    return bytes.u16(at + 2)
        + "."
        + bytes.u16(at)
        + "."
        + bytes.u16(at + 6)
        + "."
        + bytes.u16(at + 4);
  }

  Optional<String> manifest() throws IOException {
    Optional<Data> data = find(MANIFEST);
    if (data.isEmpty()) {
      return Optional.empty();
    }
    int size = (int) Math.min(data.get().size(), MAX_MANIFEST);
    return Optional.of(Text.of(bytes.copy(data.get().start(), size)));
  }

  /** The first resource of a type: the tree has three levels, type, name and language. */
  private Optional<Data> find(int type) throws IOException {
    if (root < 0) {
      return Optional.empty();
    }
    long names = child(root, type);
    long languages = names < 0 ? -1 : child(names, -1);
    long entry = languages < 0 ? -1 : child(languages, -1);
    if (entry < 0) {
      return Optional.empty();
    }
    long start = image.offsetOf(bytes.u32(entry));
    long size = bytes.u32(entry + 4);
    if (start < 0 || !bytes.has(start, size)) {
      defects.add("resource-out-of-file", entry, "A resource lies outside of the file.");
      return Optional.empty();
    }
    return Optional.of(new Data(start, size));
  }

  /** What an entry with an id leads to, or the first entry for -1; -1 for none. */
  private long child(long directory, int id) throws IOException {
    if (!bytes.has(directory, 16)) {
      defects.add("resource-out-of-file", directory, "A resource directory is out of the file.");
      return -1;
    }
    int count = Math.min(bytes.u16(directory + 12) + bytes.u16(directory + 14), MAX_ENTRIES);
    for (int i = 0; i < count && bytes.has(directory + 16 + i * 8L, 8); i++) {
      long at = directory + 16 + i * 8L;
      if (id < 0 || bytes.u32(at) == id) {
        return root + (bytes.u32(at + 4) & 0x7fffffffL);
      }
    }
    return -1;
  }
}
