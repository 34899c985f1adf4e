package io.envprobe.binaries;

import io.envprobe.binaries.internal.Text;
import java.util.Arrays;

/**
 * A note.
 *
 * @param owner who defines the type, such as {@code GNU}
 * @param type unsigned 32 bits
 * @param descriptor its bytes in hexadecimal
 */
public record ElfNote(String owner, long type, String descriptor) {
  /** The owner of the types below. */
  public static final String GNU = "GNU";

  public static final long ABI_TAG = 1;
  public static final long BUILD_ID = 3;
  public static final long PROPERTIES = 5;

  /** The owner of the two types that hold JSON. */
  public static final String FDO = "FDO";

  /** The package that the file is from: https://systemd.io/PACKAGE_METADATA_FOR_EXECUTABLE_FILES */
  public static final long PACKAGE = 0xcafe1a7eL;

  /** Libraries that the file may open later: https://systemd.io/ELF_DLOPEN_METADATA */
  public static final long DLOPEN = 0x407c0c0aL;

  /** Whether it is the GNU note with a type. */
  public boolean isGnu(long wanted) {
    return type == wanted && owner.equals(GNU);
  }

  /** The descriptor as text up to its first zero byte, for notes that hold JSON. */
  public String text() {
    byte[] bytes = new byte[descriptor.length() / 2];
    int size = 0;
    while (size < bytes.length) {
      int value = Integer.parseInt(descriptor, size * 2, size * 2 + 2, 16);
      if (value == 0) {
        break;
      }
      bytes[size++] = (byte) value;
    }
    return Text.of(Arrays.copyOf(bytes, size));
  }
}
