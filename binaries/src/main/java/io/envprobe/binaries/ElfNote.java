package io.envprobe.binaries;

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

  /** Whether it is the GNU note with a type. */
  public boolean isGnu(long wanted) {
    return type == wanted && owner.equals(GNU);
  }
}
