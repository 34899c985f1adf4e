package io.envprobe.cpu;

import io.envprobe.fact.Reading;
import io.envprobe.target.CpuInput;
import java.util.List;

/** What Windows tells of its processors: its registry, its API, and the CPUID instruction. */
final class WindowsTexts {
  private static final String KEY = "HARDWARE\\DESCRIPTION\\System\\CentralProcessor\\";
  private static final String IDENTIFICATION = "CP 4000";
  private static final List<String> FEATURE_REGISTERS =
      List.of("CP 4020", "CP 4021", "CP 4030", "CP 4031");
  private static final int PROCESSORS_LIMIT = 1024;

  /** The numbers of {@code IsProcessorFeaturePresent} that are about Arm. */
  private static final int FIRST_FEATURE = 29;

  private static final int LAST_FEATURE = 88;

  private WindowsTexts() {}

  /** Adds what identifies the processor and what it can do. */
  static void add(HostTexts texts, String architecture, List<CpuInput> inputs) {
    Reading<String> vendor = value(texts, 0, "VendorIdentifier");
    Reading<String> identifier = value(texts, 0, "Identifier");
    if (architecture.equals("aarch64")) {
      addRegisters(texts, inputs);
    } else {
      inputs.add(texts.call(CpuInput.Kind.CPUID, "cpuid", List.of()));
    }
    StringBuilder lines = new StringBuilder();
    line(lines, "VendorIdentifier", vendor);
    line(lines, "Identifier", identifier);
    line(lines, "ProcessorNameString", value(texts, 0, "ProcessorNameString"));
    if (!lines.isEmpty()) {
      line(lines, "processors", Reading.present(Integer.toString(processors(texts))));
    }
    inputs.add(
        new CpuInput(
            CpuInput.Kind.PROCESSOR_REGISTRY,
            KEY + "0",
            lines.isEmpty() ? identifier : Reading.present(lines.toString())));
  }

  /** Adds how many logical processors of each class of efficiency there are. */
  static void addCores(HostTexts texts, String architecture, List<CpuInput> inputs) {
    if (architecture.equals("aarch64")) {
      return; // The registers tell the designs themselves.
    }
    String classes = HostTexts.text(texts.call("GetLogicalProcessorInformationEx", List.of()));
    List<String> lines = classes.strip().lines().toList();
    if (lines.size() > 1) {
      // Classes come lowest first, and the lowest is the most efficient.
      StringBuilder lists = new StringBuilder();
      for (int i = lines.size() - 1; i >= 0; i--) {
        String kind = i == lines.size() - 1 ? "performance" : i == 0 ? "efficiency" : "middle";
        lists.append(kind).append(" 1-");
        lists.append(lines.get(i).substring(lines.get(i).indexOf(' ') + 1)).append('\n');
      }
      inputs.add(
          CpuInput.of(
              CpuInput.Kind.HYBRID_LISTS, "GetLogicalProcessorInformationEx", lists.toString()));
    }
  }

  private static void addRegisters(HostTexts texts, List<CpuInput> inputs) {
    StringBuilder identification = new StringBuilder();
    StringBuilder registers = new StringBuilder();
    Reading<String> register = value(texts, 0, IDENTIFICATION);
    Reading<String> first = register;
    for (int cpu = 0; register.isPresent() && cpu < PROCESSORS_LIMIT; cpu++) {
      identification.append(cpu).append(' ').append(HostTexts.text(register)).append('\n');
      for (String name : FEATURE_REGISTERS) {
        String value = HostTexts.text(value(texts, cpu, name));
        if (!value.isEmpty()) {
          registers.append(cpu).append(' ').append(name).append(' ').append(value).append('\n');
        }
      }
      register = value(texts, cpu + 1, IDENTIFICATION);
    }
    inputs.add(
        new CpuInput(
            CpuInput.Kind.IDENTIFICATION,
            KEY + "*\\" + IDENTIFICATION,
            identification.isEmpty() ? first : Reading.present(identification.toString())));
    if (!registers.isEmpty()) {
      inputs.add(CpuInput.of(CpuInput.Kind.FEATURE_REGISTERS, KEY + "*", registers.toString()));
    }
    addFeatures(texts, inputs);
  }

  private static void addFeatures(HostTexts texts, List<CpuInput> inputs) {
    StringBuilder affirmed = new StringBuilder();
    for (int number = FIRST_FEATURE; number <= LAST_FEATURE; number++) {
      Reading<String> answer =
          texts.call("IsProcessorFeaturePresent", List.of(Integer.toString(number)));
      if (answer.isUnknown()) {
        return;
      }
      if (HostTexts.text(answer).equals("1")) {
        affirmed.append(number).append(" 1\n");
      }
    }
    inputs.add(
        CpuInput.of(
            CpuInput.Kind.WINDOWS_FEATURES, "IsProcessorFeaturePresent", affirmed.toString()));
  }

  private static int processors(HostTexts texts) {
    int count = 1;
    while (count < PROCESSORS_LIMIT && value(texts, count, "Identifier").isPresent()) {
      count++;
    }
    return count;
  }

  private static Reading<String> value(HostTexts texts, int processor, String name) {
    return texts.call("processor-registry", List.of(Integer.toString(processor), name));
  }

  private static void line(StringBuilder lines, String name, Reading<String> value) {
    if (value.isPresent()) {
      lines.append(name).append(": ").append(HostTexts.text(value)).append('\n');
    }
  }
}
