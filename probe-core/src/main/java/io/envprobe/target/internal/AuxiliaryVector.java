package io.envprobe.target.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/**
 * The words about the processor in the auxiliary vector of a process. Source of the layout and the
 * numbers: {@code include/uapi/linux/auxvec.h} of the Linux kernel.
 */
public final class AuxiliaryVector {
  private static final String[] NAMES = {"AT_HWCAP", "AT_HWCAP2", "AT_HWCAP3", "AT_HWCAP4"};
  private static final int[] NUMBERS = {16, 26, 29, 30};
  private static final int LARGEST_NUMBER = 1000;
  private static final int ENTRIES_LIMIT = 512;

  private final Map<String, Long> values;

  private AuxiliaryVector(Map<String, Long> values) {
    this.values = values;
  }

  /**
   * Turns the content of {@code /proc/self/auxv} into lines of text with those words alone: the
   * addresses beside them differ from run to run and say nothing about the processor.
   *
   * @return no line where the bytes are no auxiliary vector
   */
  public static String text(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    boolean wide = isVector(bytes, 8, ByteOrder.LITTLE_ENDIAN);
    boolean wideBig = !wide && isVector(bytes, 8, ByteOrder.BIG_ENDIAN);
    int width = wide || wideBig ? 8 : 4;
    ByteOrder order =
        wide || (!wideBig && isVector(bytes, 4, ByteOrder.LITTLE_ENDIAN))
            ? ByteOrder.LITTLE_ENDIAN
            : ByteOrder.BIG_ENDIAN;
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
    for (int entry = 0; entry < ENTRIES_LIMIT && buffer.remaining() >= 2 * width; entry++) {
      long number = word(buffer, width);
      long value = word(buffer, width);
      for (int i = 0; i < NUMBERS.length; i++) {
        if (NUMBERS[i] == number) {
          text.append(NAMES[i]).append(" 0x").append(Long.toHexString(value)).append('\n');
        }
      }
    }
    return text.toString();
  }

  private static boolean isVector(byte[] bytes, int width, ByteOrder order) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
    int entries = 0;
    while (entries < ENTRIES_LIMIT && buffer.remaining() >= 2 * width) {
      long number = word(buffer, width);
      word(buffer, width);
      if (number == 0) {
        return entries > 0;
      }
      if (number < 0 || number > LARGEST_NUMBER) {
        return false;
      }
      entries++;
    }
    return false;
  }

  private static long word(ByteBuffer buffer, int width) {
    return width == 8 ? buffer.getLong() : Integer.toUnsignedLong(buffer.getInt());
  }

  /** Reads what {@link #text} writes; other lines are left out. */
  static AuxiliaryVector parse(String text) {
    Map<String, Long> values = new TreeMap<>();
    for (String name : NAMES) {
      int start = text.startsWith(name + " 0x") ? 0 : text.indexOf("\n" + name + " 0x");
      if (start >= 0) {
        int digits = text.indexOf("0x", start) + 2;
        int end = text.indexOf('\n', digits);
        String word = text.substring(digits - 2, end < 0 ? text.length() : end);
        if (Words.isBits(word)) {
          values.put(name, Words.bits(word));
        }
      }
    }
    return new AuxiliaryVector(values);
  }

  /** Whether the vector has a word of that name. */
  boolean has(String name) {
    return values.containsKey(name);
  }

  /** The word of that name; 0 where there is none, as a program would see it. */
  long value(String name) {
    Long value = values.get(name);
    return value == null ? 0 : value;
  }
}
