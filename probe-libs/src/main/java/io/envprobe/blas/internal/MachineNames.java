package io.envprobe.blas.internal;

import io.envprobe.table.Table;
import java.util.List;
import java.util.Locale;

/** What numerical libraries are called on machines. */
public final class MachineNames {
  private MachineNames() {}

  /** Whether a file's or a group's name may be that of a numerical library. */
  public static boolean isNumerical(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String part : Holder.PARTS) {
      if (lower.contains(part)) {
        return true;
      }
    }
    return false;
  }

  /** The names that programs need an interface by. */
  public static List<String> interfaces() {
    return Holder.INTERFACES;
  }

  private static final class Holder {
    static final List<String> PARTS;
    static final List<String> INTERFACES;

    static {
      Table table = NamesTable.read();
      PARTS = List.copyOf(table.texts("parts"));
      INTERFACES = List.copyOf(table.texts("interfaces"));
    }
  }
}
