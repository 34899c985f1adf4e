package io.envprobe.target.internal;

import io.envprobe.fact.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What Windows keeps of its processors below {@code HARDWARE\DESCRIPTION\System\CentralProcessor}:
 * enough to identify one where the CPUID instruction may not be executed, but no features.
 */
final class RegistryReader {
  private static final int PROCESSORS_LIMIT = 1 << 16;

  private RegistryReader() {}

  /** Reads {@code name: value} lines; others are left out. */
  static Observation read(String text, String locator) {
    SysctlText lines = SysctlText.parse(text);
    String identifier = lines.value("Identifier");
    String vendor = lines.value("VendorIdentifier");
    long processors = Words.number(lines.value("processors"));
    String brand = lines.value("ProcessorNameString");
    return new Observation(
        new Evidence("call", locator, identifier),
        architecture(identifier),
        vendor,
        brand,
        number(identifier, "Family "),
        number(identifier, "Model "),
        number(identifier, "Stepping "),
        Optional.empty(),
        processors > 0
            ? List.of(new CoreGroup(vendor, "", "", (int) Math.min(processors, PROCESSORS_LIMIT)))
            : List.of());
  }

  /** {@code Intel64 Family 6 Model 151 Stepping 2}; an Arm one begins with {@code ARMv8}. */
  private static String architecture(String identifier) {
    if (identifier.startsWith("AMD64") || identifier.startsWith("Intel64")) {
      return "x86_64";
    }
    return identifier.startsWith("ARMv8") ? "aarch64" : "";
  }

  private static OptionalLong number(String identifier, String word) {
    int at = identifier.indexOf(word);
    long number =
        at < 0 ? -1 : Words.number(Words.firstWord(identifier.substring(at + word.length())));
    return number < 0 || identifier.startsWith("ARMv8")
        ? OptionalLong.empty()
        : OptionalLong.of(number);
  }
}
