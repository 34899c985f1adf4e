package io.envprobe.libs.internal.packages;

import io.envprobe.binaries.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the values of rpm's own database format, which SUSE uses.
 *
 * <p>Source: https://github.com/rpm-software-management/rpm/blob/master/lib/backend/ndb/rpmpkg.c
 */
final class NdbFile {
  private static final int MAGIC = 0x506d7052; // "RpmP"
  private static final int SLOT = 0x746f6c53; // "Slot"
  private static final int BLOB = 0x53626c42; // "BlbS"
  private static final int PAGE = 4096;
  private static final int SLOT_SIZE = 16;
  private static final int BLOCK = 16;
  private static final int BLOB_HEADER = 16;

  private NdbFile() {}

  /**
   * Hands over every value.
   *
   * @throws IOException where the file is damaged, or the source fails
   */
  static void read(ByteSource source, Blobs blobs) throws IOException {
    Pages file = new Pages(source);
    ByteBuffer header = file.read(0, 2 * SLOT_SIZE, ByteOrder.LITTLE_ENDIAN);
    if (header.getInt(0) != MAGIC || header.getInt(4) != 0) {
      throw new IOException("it is no package file of version 0");
    }
    long slotPages = header.getInt(12) & 0xffffffffL;
    for (long page = 0; page < slotPages && page * PAGE < source.size(); page++) {
      ByteBuffer slots = file.read(page * PAGE, PAGE, ByteOrder.LITTLE_ENDIAN);
      // The file's header takes the room of the first two slots.
      for (int at = page == 0 ? 2 * SLOT_SIZE : 0; at < PAGE; at += SLOT_SIZE) {
        if (slots.getInt(at) != SLOT) {
          throw new IOException("slot " + at + " of page " + page + " is damaged");
        }
        int number = slots.getInt(at + 4);
        long offset = (slots.getInt(at + 8) & 0xffffffffL) * BLOCK;
        if (offset != 0) {
          blobs.accept(blob(file, offset, number));
        }
      }
    }
  }

  private static byte[] blob(Pages file, long offset, int number) throws IOException {
    ByteBuffer header = file.read(offset, BLOB_HEADER, ByteOrder.LITTLE_ENDIAN);
    if (header.getInt(0) != BLOB || header.getInt(4) != number) {
      throw new IOException("package " + number + " is not where its slot says");
    }
    byte[] blob = Pages.blob(header.getInt(12) & 0xffffffffL);
    file.read(offset + BLOB_HEADER, blob.length, ByteOrder.LITTLE_ENDIAN).get(blob);
    return blob;
  }
}
