package io.envprobe.nativeaccess.internal;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Outcome;
import java.util.Locale;

/**
 * Executes CPUID and XGETBV from a page of memory that is first written and then made executable,
 * never both at once. Where a policy of the system forbids that, the outcome says so.
 */
public final class CpuidPage {
  private static final int XGETBV_OFFSET = 64;
  private static final long OSXSAVE = 1L << 27;
  private static final long EXTENDED = 0x8000_0000L;
  private static final long HYPERVISOR = 0x4000_0000L;

  /** Leaves with the number of subleaves that are asked for. */
  private static final long[][] LEAVES = {
    {0, 1}, {1, 1}, {4, 4}, {6, 1}, {7, 3}, {0xd, 2}, {0x14, 1}, {0x19, 1}, {0x1a, 1}, {0x1e, 2},
    {0x24, 1},
  };

  // push rbx; mov eax,esi; mov ecx,edx; cpuid; store at rdi; pop rbx; ret
  private static final int[] CPUID_SYSTEM_V = {
    0x53, 0x89, 0xf0, 0x89, 0xd1, 0x0f, 0xa2, 0x89, 0x07, 0x89, 0x5f, 0x04, 0x89, 0x4f, 0x08, 0x89,
    0x57, 0x0c, 0x5b, 0xc3
  };
  // mov ecx,esi; xgetbv; store at rdi; ret
  private static final int[] XGETBV_SYSTEM_V = {
    0x89, 0xf1, 0x0f, 0x01, 0xd0, 0x89, 0x07, 0x89, 0x57, 0x04, 0xc3
  };
  // push rbx; mov r9,rcx; mov eax,edx; mov ecx,r8d; cpuid; store at r9; pop rbx; ret
  private static final int[] CPUID_WINDOWS = {
    0x53, 0x49, 0x89, 0xc9, 0x89, 0xd0, 0x44, 0x89, 0xc1, 0x0f, 0xa2, 0x41, 0x89, 0x01, 0x41, 0x89,
    0x59, 0x04, 0x41, 0x89, 0x49, 0x08, 0x41, 0x89, 0x51, 0x0c, 0x5b, 0xc3
  };
  // mov r9,rcx; mov ecx,edx; xgetbv; store at r9; ret
  private static final int[] XGETBV_WINDOWS = {
    0x49, 0x89, 0xc9, 0x89, 0xd1, 0x0f, 0x01, 0xd0, 0x41, 0x89, 0x01, 0x41, 0x89, 0x51, 0x04, 0xc3
  };

  private final Pointer page;
  private final Memory registers = new Memory(16);
  private final StringBuilder text = new StringBuilder("CPU 0:\n");

  private CpuidPage(Pointer page) {
    this.page = page;
  }

  /** Every leaf that says something about features or identity, as {@code cpuid -r} prints it. */
  public static Outcome<String> dump() {
    boolean windows = Platform.isWindows();
    byte[] code = new byte[XGETBV_OFFSET * 2];
    write(code, 0, windows ? CPUID_WINDOWS : CPUID_SYSTEM_V);
    write(code, XGETBV_OFFSET, windows ? XGETBV_WINDOWS : XGETBV_SYSTEM_V);
    ExecutableMemory memory = windows ? new WindowsMemory() : new PosixMemory();
    Pointer page = memory.allocate(code);
    if (page == null) {
      return Outcome.failed(
          FailureKind.DENIED, "the system does not let this process make a page executable");
    }
    try {
      return Outcome.of(new CpuidPage(page).leaves());
    } finally {
      memory.release(page);
    }
  }

  private static void write(byte[] code, int offset, int[] instructions) {
    for (int i = 0; i < instructions.length; i++) {
      code[offset + i] = (byte) instructions[i];
    }
  }

  private String leaves() {
    long highest = ask(0, 0);
    for (long[] leaf : LEAVES) {
      for (long subleaf = 0; leaf[0] <= highest && subleaf < leaf[1]; subleaf++) {
        append(leaf[0], subleaf);
      }
    }
    ask(1, 0);
    long features = Integer.toUnsignedLong(registers.getInt(8));
    if (features >>> 31 != 0) {
      append(HYPERVISOR, 0);
    }
    long highestExtended = ask(EXTENDED, 0);
    for (long leaf = EXTENDED; leaf <= Math.min(highestExtended, EXTENDED + 8); leaf++) {
      append(leaf, 0);
    }
    if ((features & OSXSAVE) != 0) {
      // Without OSXSAVE the instruction would end the process.
      Function.getFunction(page.share(XGETBV_OFFSET)).invokeVoid(new Object[] {registers, 0});
      long states =
          Integer.toUnsignedLong(registers.getInt(0))
              | Integer.toUnsignedLong(registers.getInt(4)) << 32;
      text.append("XCR0 0x").append(Long.toHexString(states)).append('\n');
    }
    return text.toString();
  }

  private long ask(long leaf, long subleaf) {
    registers.clear();
    Function.getFunction(page).invokeVoid(new Object[] {registers, (int) leaf, (int) subleaf});
    return Integer.toUnsignedLong(registers.getInt(0));
  }

  /** The number of the processor that happens to execute leaf 1 is left out. */
  private void append(long leaf, long subleaf) {
    ask(leaf, subleaf);
    text.append(
        String.format(
            Locale.ROOT,
            "   0x%08x 0x%02x: eax=0x%08x ebx=0x%08x ecx=0x%08x edx=0x%08x\n",
            leaf,
            subleaf,
            registers.getInt(0),
            leaf == 1 ? registers.getInt(4) & 0x00ff_ffff : registers.getInt(4),
            registers.getInt(8),
            registers.getInt(12)));
  }
}
