package io.envprobe.cpu;

import io.envprobe.target.CpuInput;
import java.util.List;

/**
 * What Linux tells of the kinds of cores and of the machine below {@code /sys} and {@code /proc}.
 */
final class CoreTexts {
  private static final String PROCESSORS = "/sys/devices/system/cpu/";
  private static final int PROCESSORS_LIMIT = 1024;
  private static final int SYSINFO_LIMIT = 1 << 16;

  private CoreTexts() {}

  /** Adds what tells the kinds of cores apart. */
  static void add(HostTexts texts, String architecture, List<CpuInput> inputs) {
    if (architecture.equals("x86_64")) {
      addHybridLists(texts, inputs);
    } else {
      addEach(
          texts,
          CpuInput.Kind.IDENTIFICATION,
          architecture.equals("aarch64") ? "/regs/identification/midr_el1" : "",
          inputs);
      addEach(texts, CpuInput.Kind.CAPACITIES, "/cpu_capacity", inputs);
    }
  }

  /**
   * The kernel makes a performance unit for each kind of core. CPUID would tell it too, but of the
   * core only that the asking thread happens to run on, and this library moves no thread.
   */
  private static void addHybridLists(HostTexts texts, List<CpuInput> inputs) {
    StringBuilder lines = new StringBuilder();
    String[] kinds = {"core", "performance", "atom", "efficiency", "lowpower", "low-power"};
    for (int i = 0; i < kinds.length; i += 2) {
      String list = texts.small("/sys/devices/cpu_" + kinds[i] + "/cpus").strip();
      if (!list.isEmpty()) {
        lines.append(kinds[i + 1]).append(' ').append(list).append('\n');
      }
    }
    if (!lines.isEmpty()) {
      inputs.add(
          CpuInput.of(CpuInput.Kind.HYBRID_LISTS, "/sys/devices/cpu_*/cpus", lines.toString()));
    }
  }

  private static void addEach(
      HostTexts texts, CpuInput.Kind kind, String file, List<CpuInput> inputs) {
    long last = file.isEmpty() ? -1 : lastNumber(texts.small(PROCESSORS + "possible"));
    StringBuilder lines = new StringBuilder();
    for (long cpu = 0; cpu <= Math.min(last, PROCESSORS_LIMIT); cpu++) {
      String value = texts.small(PROCESSORS + "cpu" + cpu + file).strip();
      if (!value.isEmpty()) {
        lines.append(cpu).append(' ').append(value).append('\n');
      } else if (cpu == 0 && kind == CpuInput.Kind.CAPACITIES) {
        return; // The kernel makes the file for every processor or for none.
      }
    }
    if (!lines.isEmpty()) {
      inputs.add(CpuInput.of(kind, PROCESSORS + "cpu*" + file, lines.toString()));
    }
  }

  /** Adds what betrays a hypervisor without the processor's help. */
  static void addMachine(HostTexts texts, List<CpuInput> inputs) {
    StringBuilder lines = new StringBuilder();
    line(lines, "product", texts.small("/sys/class/dmi/id/product_name"));
    line(lines, "vendor", texts.small("/sys/class/dmi/id/sys_vendor"));
    line(lines, "hypervisor", texts.small("/proc/device-tree/hypervisor/compatible"));
    line(
        lines,
        "partition",
        texts.small("/proc/device-tree/ibm,partition-name").isEmpty() ? "" : "1");
    String sysinfo = HostTexts.text(texts.text("/proc/sysinfo", SYSINFO_LIMIT));
    int program = sysinfo.indexOf("Control Program:");
    if (program >= 0) {
      line(lines, "control-program", sysinfo.substring(program + "Control Program:".length()));
    }
    if (!lines.isEmpty()) {
      inputs.add(CpuInput.of(CpuInput.Kind.MACHINE, "/sys/class/dmi/id", lines.toString()));
    }
  }

  /** The first line of a value; the device tree ends its texts with a zero byte. */
  private static void line(StringBuilder lines, String name, String value) {
    String text = value.strip();
    int end = 0;
    while (end < text.length() && text.charAt(end) >= ' ') {
      end++;
    }
    if (end > 0) {
      lines.append(name).append(' ').append(text, 0, end).append('\n');
    }
  }

  /** The last number of a list such as {@code 0-7,16-23}; −1 where there is none. */
  private static long lastNumber(String list) {
    String text = list.strip();
    int start = text.length();
    while (start > 0 && Character.isDigit(text.charAt(start - 1))) {
      start--;
    }
    boolean number = start < text.length() && text.length() - start < 7;
    return number ? Long.parseLong(text.substring(start)) : -1;
  }
}
