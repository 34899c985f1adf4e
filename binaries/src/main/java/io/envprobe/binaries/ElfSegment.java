package io.envprobe.binaries;

/**
 * A program header. Numbers are as in the file; 64-bit ones of 2^63 and more are negative.
 *
 * @param type {@code p_type}, unsigned 32 bits
 * @param flags {@code p_flags}: 1 execute, 2 write, 4 read
 * @param offset where the segment starts in the file
 * @param address where it starts in memory
 * @param fileSize how many bytes of it are in the file
 * @param memorySize how many bytes it takes in memory
 * @param alignment {@code p_align}
 */
public record ElfSegment(
    long type,
    long flags,
    long offset,
    long address,
    long fileSize,
    long memorySize,
    long alignment) {
  public static final long LOAD = 1;
  public static final long DYNAMIC = 2;
  public static final long INTERPRETER = 3;
  public static final long NOTE = 4;
  public static final long GNU_STACK = 0x6474e551L;
  public static final long GNU_PROPERTY = 0x6474e553L;

  public boolean isExecutable() {
    return (flags & 1) != 0;
  }

  public boolean isWritable() {
    return (flags & 2) != 0;
  }
}
