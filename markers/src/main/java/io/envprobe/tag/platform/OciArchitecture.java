package io.envprobe.tag.platform;

import io.envprobe.table.Table;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An architecture in the words of OCI images, canonical.
 *
 * @param name in Go's words
 * @param variant empty where it is the usual one
 */
record OciArchitecture(String name, String variant) {
  private static final class Holder {
    static final Table TABLE = OciTable.read();
  }

  private static final class Known {
    static final Set<String> SYSTEMS = Set.copyOf(Holder.TABLE.texts("systems"));
    static final Set<String> ARCHITECTURES = Set.copyOf(Holder.TABLE.texts("architectures"));
  }

  static OciArchitecture of(String architecture, String variant) {
    String lower = architecture.toLowerCase(Locale.ROOT);
    String lowerVariant = variant.toLowerCase(Locale.ROOT);
    Table aliases = Holder.TABLE.table("aliases");
    if (aliases.has(lower)) {
      Table alias = aliases.table(lower);
      return canonical(alias.text("architecture"), alias.textOr("variant", lowerVariant));
    }
    return canonical(lower, lowerVariant);
  }

  private static OciArchitecture canonical(String name, String variant) {
    Table names = Holder.TABLE.table("canonical_variants");
    return new OciArchitecture(
        name, names.has(name) ? names.table(name).textOr(variant, variant) : variant);
  }

  static String os(String os) {
    String lower = os.toLowerCase(Locale.ROOT);
    return lower.equals("macos") ? "darwin" : lower;
  }

  static boolean isKnownSystem(String os) {
    return Known.SYSTEMS.contains(os);
  }

  static boolean isKnown(String architecture) {
    return Known.ARCHITECTURES.contains(architecture);
  }

  /**
   * The variant number of a 32-bit Arm machine in the words of {@code uname -m}.
   *
   * @return nothing where it is no Arm; {@code unknown} for an Arm older than version 3
   */
  static Optional<String> armVariant(String machine) {
    String lower = machine.toLowerCase(Locale.ROOT);
    if (lower.equals("aarch64")) {
      return Optional.of("8");
    }
    if (!lower.startsWith("armv") || lower.length() < 5) {
      return Optional.empty();
    }
    char number = lower.charAt(4);
    return Optional.of(number >= '3' && number <= '8' ? String.valueOf(number) : "unknown");
  }
}
