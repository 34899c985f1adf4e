package io.envprobe.nativeaccess.internal;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The calls of Linux and macOS. */
public final class SystemCalls {
  private static final int HWPROBE_NUMBER = 258;
  private static final int HWPROBE_KEYS = 8;
  private static final int KILL = 9;
  private static final int PAIR = 16;
  private static final int VALUE_LIMIT = 4096;

  /** {@code arch_prctl} of x86-64: arch/x86/entry/syscalls/syscall_64.tbl. */
  private static final int ARCH_PRCTL_NUMBER = 158;

  /** {@code arch/x86/include/uapi/asm/prctl.h}; none of them changes the process. */
  private static final Map<String, Integer> STATE_QUERIES =
      Map.of("ARCH_GET_XCOMP_SUPP", 0x1021, "ARCH_GET_XCOMP_PERM", 0x1022);

  private SystemCalls() {}

  /** Whether the only argument is a query of register states. */
  public static boolean isStateQuery(List<String> arguments) {
    return arguments.size() == 1 && STATE_QUERIES.containsKey(arguments.get(0));
  }

  /** The register states that the query answers, as bits. */
  public static Outcome<String> states(String query) {
    Memory states = new Memory(Long.BYTES);
    states.clear();
    long result =
        ((NativeLong)
                NativeLibrary.getProcess()
                    .getFunction("syscall")
                    .invoke(
                        NativeLong.class,
                        new Object[] {
                          new NativeLong(ARCH_PRCTL_NUMBER),
                          new NativeLong(STATE_QUERIES.getOrDefault(query, 0)),
                          states
                        }))
            .longValue();
    return result == 0
        ? Outcome.of("0x" + Long.toHexString(states.getLong(0)))
        : Outcome.failed(
            FailureKind.UNSUPPORTED,
            "the kernel has no " + query + ", error " + Native.getLastError());
  }

  /** A word of the auxiliary vector. On x86 the C library overwrites some of them. */
  public static Outcome<String> auxiliaryValue(int type) {
    Object value =
        NativeLibrary.getProcess()
            .getFunction("getauxval")
            .invoke(NativeLong.class, new Object[] {new NativeLong(type)});
    return Outcome.of("0x" + Long.toHexString(((NativeLong) value).longValue()));
  }

  /** The keys that the kernel knows, each with the value that holds on every processor. */
  public static Outcome<String> hardwareProbe() {
    Memory pairs = new Memory((long) PAIR * HWPROBE_KEYS);
    pairs.clear();
    for (int key = 0; key < HWPROBE_KEYS; key++) {
      pairs.setLong((long) PAIR * key, key);
    }
    long result =
        ((NativeLong)
                NativeLibrary.getProcess()
                    .getFunction("syscall")
                    .invoke(
                        NativeLong.class,
                        new Object[] {
                          new NativeLong(HWPROBE_NUMBER),
                          pairs,
                          new NativeLong(HWPROBE_KEYS),
                          new NativeLong(0),
                          Pointer.NULL,
                          new NativeLong(0)
                        }))
            .longValue();
    if (result != 0) {
      return Outcome.failed(
          FailureKind.UNSUPPORTED,
          "the kernel has no riscv_hwprobe, error " + Native.getLastError());
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < HWPROBE_KEYS; i++) {
      long key = pairs.getLong((long) PAIR * i);
      if (key >= 0) {
        text.append(key)
            .append(" 0x")
            .append(Long.toHexString(pairs.getLong((long) PAIR * i + 8)))
            .append('\n');
      }
    }
    return Outcome.of(text.toString());
  }

  /** A value of the macOS kernel; numbers are told from texts by their length. */
  public static Outcome<String> sysctl(String name) {
    Memory value = new Memory(VALUE_LIMIT);
    value.clear();
    Memory length = new Memory(8);
    length.setLong(0, VALUE_LIMIT - 1L);
    int result =
        NativeLibrary.getProcess()
            .getFunction("sysctlbyname")
            .invokeInt(new Object[] {name, value, length, Pointer.NULL, new NativeLong(0)});
    if (result != 0) {
      return Outcome.failed(FailureKind.NOT_FOUND, "the kernel has no " + name);
    }
    long used = Math.max(0, Math.min(length.getLong(0), VALUE_LIMIT - 1L));
    if (used == 4 && !isText(value, 3)) {
      return Outcome.of(Integer.toString(value.getInt(0)));
    }
    return used == 8 && !isText(value, 7)
        ? Outcome.of(Long.toString(value.getLong(0)))
        : Outcome.of(value.getString(0, StandardCharsets.UTF_8.name()));
  }

  /** Ends every process of a group; a group without processes is none to end. */
  static void killGroup(long group) {
    if (!Platform.isWindows() && group > 1) {
      NativeLibrary.getProcess().getFunction("kill").invokeInt(new Object[] {(int) -group, KILL});
    }
  }

  private static boolean isText(Memory value, int length) {
    for (int i = 0; i < length; i++) {
      if (value.getByte(i) < ' ') {
        return false;
      }
    }
    return true;
  }
}
