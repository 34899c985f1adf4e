package io.envprobe.tag.variant.provider;

import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of AMD's targets. */
final class AmdTargets {
  private AmdTargets() {}

  private static final class Holder {
    static final Table TABLE = AmdTargetsTable.read();
  }

  /** Those that the first provider reports. */
  static List<String> reported() {
    return Holder.TABLE.texts("reported");
  }

  /** The names without the suffixes that say which features are on, each once. */
  static List<String> named(List<String> devices) {
    List<String> names = new ArrayList<>();
    for (String device : devices) {
      int colon = device.indexOf(':');
      String name = colon < 0 ? device : device.substring(0, colon);
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    return names;
  }

  /**
   * The name for the number that the kernel driver has, {@code 10000 * major + 100 * minor + step}.
   */
  static Optional<String> byVersion(long version) {
    for (Table target : Holder.TABLE.tables("targets")) {
      if (target.integer("version") == version) {
        return Optional.of(target.text("name"));
      }
    }
    return Optional.empty();
  }

  /** The target, its group and its family; nothing where it is not known. */
  static Optional<List<String>> line(String name) {
    for (Table target : Holder.TABLE.tables("targets")) {
      if (target.text("name").equals(name)) {
        return Optional.of(List.of(name, target.text("subfamily"), target.text("family")));
      }
    }
    return Optional.empty();
  }
}
