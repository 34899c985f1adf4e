package io.envprobe.binaries.internal;

import io.envprobe.binaries.ElfAbiTag;
import io.envprobe.binaries.ElfHeader;
import io.envprobe.binaries.ElfNote;
import io.envprobe.binaries.ElfProperties;
import io.envprobe.binaries.ElfSegment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads note segments. */
final class NoteReader {
  private static final int MAX_NOTES = 8192;
  private static final long MAX_DESCRIPTORS = 1 << 20;
  private static final int MAX_OWNER = 256;

  private static final long AARCH64_FEATURE_1_AND = 0xc0000000L;
  private static final long X86_FEATURE_1_AND = 0xc0000002L;
  private static final long X86_ISA_1_NEEDED = 0xc0008002L;
  private static final long X86_ISA_1_USED = 0xc0010002L;

  private final Bytes bytes;
  private final ElfHeader header;
  private final Defects defects;
  private final Set<Long> seen = new HashSet<>();
  private final List<ElfNote> notes = new ArrayList<>();
  private Optional<ElfAbiTag> abiTag = Optional.empty();
  private int count;
  private long total;

  /** A note and where it and its descriptor are. */
  private record Located(ElfNote note, long start, long descriptor, long size) {}

  NoteReader(Bytes bytes, ElfHeader header, Defects defects) {
    this.bytes = bytes;
    this.header = header;
    this.defects = defects;
  }

  /** Every note once, although the property note is usually in two segments. */
  List<ElfNote> notes(List<ElfSegment> segments) throws IOException {
    for (ElfSegment segment : segments) {
      if (segment.type() == ElfSegment.NOTE || segment.type() == ElfSegment.GNU_PROPERTY) {
        for (Located found : located(segment)) {
          if (seen.add(found.start())) {
            add(found);
          }
        }
      }
    }
    return notes;
  }

  private void add(Located found) throws IOException {
    notes.add(found.note());
    if (found.note().isGnu(ElfNote.ABI_TAG) && found.size() >= 16 && abiTag.isEmpty()) {
      abiTag = Optional.of(abiTag(found.descriptor()));
    }
  }

  /** From the notes that {@link #notes} found. */
  Optional<ElfAbiTag> abiTag() {
    return abiTag;
  }

  private ElfAbiTag abiTag(long at) throws IOException {
    return new ElfAbiTag(
        bytes.u32(at), bytes.u32(at + 4) + "." + bytes.u32(at + 8) + "." + bytes.u32(at + 12));
  }

  /** From the property segment; from the note segments only where there is none. */
  ElfProperties properties(List<ElfSegment> segments) throws IOException {
    long kind = ElfSegment.NOTE;
    for (ElfSegment segment : segments) {
      kind = segment.type() == ElfSegment.GNU_PROPERTY ? ElfSegment.GNU_PROPERTY : kind;
    }
    ElfProperties properties = ElfProperties.NONE;
    for (ElfSegment segment : segments) {
      if (segment.type() != kind) {
        continue;
      }
      for (Located found : located(segment)) {
        if (!found.note().isGnu(ElfNote.PROPERTIES)) {
          continue;
        }
        if (segment.alignment() == header.bits() / 8) {
          properties = properties(properties, found.descriptor(), found.size());
        } else {
          defects.add(
              "gnu-property-misaligned",
              found.start(),
              "The property note is misaligned, and the loader skips it.");
        }
      }
    }
    return properties;
  }

  /** All properties of a note or, as in the loader, none where one of them is malformed. */
  private ElfProperties properties(ElfProperties before, long start, long size) throws IOException {
    int word = header.bits() / 8;
    long end = start + size;
    long last = 0;
    OptionalLong[] values = {
      before.x86IsaNeeded(), before.x86IsaUsed(), before.x86Features(), before.aarch64Features()
    };
    long at = start;
    while (at <= end - 8) {
      long type = bytes.u32(at);
      long length = bytes.u32(at + 4);
      if (length > end - at - 8) {
        defects.add("property-out-of-note", at, "A property goes beyond its note.");
        return before;
      }
      if (type < last) {
        defects.add("property-order", at, "The properties are not sorted; the loader skips them.");
        return before;
      }
      last = type;
      int slot = slot(type);
      if (slot >= 0) {
        if (length != 4) {
          defects.add("property-datasz", at, "A property's value does not have four bytes.");
          return before;
        }
        values[slot] = OptionalLong.of(bytes.u32(at + 8));
      }
      at += 8 + (length + word - 1) / word * word;
    }
    return new ElfProperties(values[0], values[1], values[2], values[3]);
  }

  private int slot(long type) {
    if (header.machine() == 183) {
      return type == AARCH64_FEATURE_1_AND ? 3 : -1;
    }
    if (header.machine() != 62 && header.machine() != 3) {
      return -1;
    }
    if (type == X86_ISA_1_NEEDED) {
      return 0;
    }
    if (type == X86_ISA_1_USED) {
      return 1;
    }
    return type == X86_FEATURE_1_AND ? 2 : -1;
  }

  private List<Located> located(ElfSegment segment) throws IOException {
    List<Located> found = new ArrayList<>();
    int align = segment.alignment() == 8 ? 8 : 4;
    long start = segment.offset();
    long size = segment.fileSize();
    if (!bytes.has(start, size)) {
      defects.add("note-out-of-file", start, "A note segment lies outside of the file.");
      return found;
    }
    long end = start + size;
    long at = start;
    while (at <= end - 12) {
      long nameSize = bytes.u32(at);
      long length = bytes.u32(at + 4);
      long descriptor = aligned(12 + nameSize, align) + at;
      if (descriptor > end || length > end - descriptor) {
        defects.add("note-out-of-segment", at, "A note goes beyond its segment.");
        return found;
      }
      total += length;
      if (++count > MAX_NOTES || total > MAX_DESCRIPTORS || nameSize > MAX_OWNER) {
        defects.add("note-too-long", at, "Notes are too long or too many; the rest was not read.");
        return found;
      }
      ElfNote note =
          new ElfNote(
              owner(at + 12, (int) nameSize),
              bytes.u32(at + 8),
              Text.hex(bytes.copy(descriptor, (int) length)));
      found.add(new Located(note, at, descriptor, length));
      at = aligned(descriptor - at + length, align) + at;
    }
    return found;
  }

  private String owner(long at, int size) throws IOException {
    int length = bytes.lengthToZero(at, size);
    return Text.of(bytes.copy(at, length < 0 ? size : length));
  }

  private static long aligned(long size, int align) {
    return (size + align - 1) / align * align;
  }
}
