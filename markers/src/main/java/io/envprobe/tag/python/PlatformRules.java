package io.envprobe.tag.python;

import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table {@code platforms}: what platform tags know about the world. Read on first use. */
final class PlatformRules {
  private static final class Holder {
    static final PlatformRules SHIPPED = new PlatformRules(PlatformsTable.read());
  }

  /** A legacy manylinux name and the glibc that it stands for. */
  record Alias(String name, int minor) {}

  /** From which glibc 2 on there are manylinux tags; -1 where an order has none. */
  record Floor(long packaging, long uv, String check) {}

  /** The binary formats of an architecture of macOS, in releases of Mac OS X 10. */
  record MacFormats(List<String> formats, long first, long last) {}

  private final Table table;
  private final List<Alias> aliases = new ArrayList<>();

  private PlatformRules(Table table) {
    this.table = table;
    for (Table row : table.tables("legacy")) {
      aliases.add(new Alias(row.text("name"), (int) row.integer("glibc2")));
    }
  }

  static PlatformRules shipped() {
    return Holder.SHIPPED;
  }

  Optional<String> alias(LibcVersion glibc) {
    if (glibc.major() == 2) {
      for (Alias alias : aliases) {
        if (alias.minor == glibc.minor()) {
          return Optional.of(alias.name);
        }
      }
    }
    return Optional.empty();
  }

  /** The glibc behind a legacy name. */
  Optional<LibcVersion> legacy(String name) {
    for (Alias alias : aliases) {
      if (alias.name.equals(name)) {
        return Optional.of(new LibcVersion(2, alias.minor));
      }
    }
    return Optional.empty();
  }

  /** Nothing for an architecture without manylinux tags. */
  Optional<Floor> floor(String arch) {
    Table floors = table.table("manylinux");
    if (!floors.has(arch)) {
      return Optional.empty();
    }
    Table row = floors.table(arch);
    return Optional.of(
        new Floor(
            row.integerOr("packaging", -1), row.integerOr("uv", -1), row.textOr("check", "")));
  }

  MacFormats macFormats(String arch) {
    Table architectures = table.table("macos");
    if (!architectures.has(arch)) {
      return new MacFormats(List.of(arch), 0, Long.MAX_VALUE);
    }
    Table row = architectures.table(arch);
    return new MacFormats(
        row.texts("formats"), row.integerOr("first", 0), row.integerOr("last", Long.MAX_VALUE));
  }

  /** The architecture of a 32-bit interpreter on a 64-bit machine. */
  String narrowed(String arch) {
    return table.table("narrowed").textOr(arch, arch);
  }

  /** The short form of an implementation's name, where it has one. */
  String interpreter(String implementation) {
    return table.table("interpreters").textOr(implementation, implementation);
  }

  /** A system's own name for an architecture. */
  String machine(String os, String arch) {
    Table systems = table.table("systems");
    return systems.has(os) ? systems.table(os).table("machines").textOr(arch, arch) : arch;
  }

  /** Guess of the last minor version of a glibc major version; there was no second one yet. */
  int lastMinor() {
    return (int) table.integer("lastGlibcMinor");
  }

  int firstIos() {
    return (int) table.integer("firstIos");
  }

  int firstAndroid() {
    return (int) table.integer("firstAndroid");
  }
}
