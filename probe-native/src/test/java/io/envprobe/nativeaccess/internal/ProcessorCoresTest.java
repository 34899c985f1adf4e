package io.envprobe.nativeaccess.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProcessorCoresTest {
  private static void core(ByteBuffer records, int efficiencyClass, long mask) {
    int start = records.position();
    records.putInt(0).putInt(48).put((byte) 1).put((byte) efficiencyClass);
    records.position(start + 30).putShort((short) 1);
    records.putLong(mask).putLong(0);
  }

  @Test
  void countsTheLogicalProcessorsOfEachClass() {
    ByteBuffer records = ByteBuffer.allocate(4 * 48).order(ByteOrder.LITTLE_ENDIAN);
    core(records, 1, 0b11);
    core(records, 1, 0b1100);
    core(records, 0, 0b10000);
    core(records, 0, 0b100000);
    assertEquals("0 2\n1 4\n", ProcessorCores.classes(records.array()));
  }

  @Test
  void endsWhereARecordDoesNotFit() {
    ByteBuffer records = ByteBuffer.allocate(2 * 48).order(ByteOrder.LITTLE_ENDIAN);
    core(records, 2, 0b1);
    records.putInt(0).putInt(4000);
    assertEquals("2 1\n", ProcessorCores.classes(records.array()));
    assertEquals("", ProcessorCores.classes(new byte[7]));
  }

  @Test
  void noBytesMakeItThrow() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      assertTrue(ProcessorCores.classes(bytes).length() < 20 * 300);
    }
  }
}
