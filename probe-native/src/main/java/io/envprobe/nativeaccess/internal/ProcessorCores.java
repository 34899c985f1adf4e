package io.envprobe.nativeaccess.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/**
 * The records that {@code GetLogicalProcessorInformationEx} writes for {@code
 * RelationProcessorCore}. Source of the layout: {@code SYSTEM_LOGICAL_PROCESSOR_INFORMATION_EX},
 * {@code PROCESSOR_RELATIONSHIP} and {@code GROUP_AFFINITY} in winnt.h, for 64-bit processes.
 */
public final class ProcessorCores {
  private static final int SIZE_AT = 4;
  private static final int CLASS_AT = 9;
  private static final int GROUP_COUNT_AT = 30;
  private static final int GROUPS_AT = 32;
  private static final int GROUP = 16;

  private ProcessorCores() {}

  /**
   * A {@code CLASS COUNT} line for each class, lowest first, of logical processors; what does not
   * fit the layout ends the reading.
   */
  public static String classes(byte[] records) {
    ByteBuffer buffer = ByteBuffer.wrap(records).order(ByteOrder.LITTLE_ENDIAN);
    Map<Integer, Integer> counts = new TreeMap<>();
    int at = 0;
    while (at + GROUPS_AT <= records.length) {
      int size = buffer.getInt(at + SIZE_AT);
      int groups = Short.toUnsignedInt(buffer.getShort(at + GROUP_COUNT_AT));
      if (size < GROUPS_AT + groups * GROUP || size > records.length - at) {
        break;
      }
      int processors = 0;
      for (int group = 0; group < groups; group++) {
        processors += Long.bitCount(buffer.getLong(at + GROUPS_AT + group * GROUP));
      }
      counts.merge(Byte.toUnsignedInt(buffer.get(at + CLASS_AT)), processors, Integer::sum);
      at += size;
    }
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<Integer, Integer> count : counts.entrySet()) {
      lines.append(count.getKey()).append(' ').append(count.getValue()).append('\n');
    }
    return lines.toString();
  }
}
