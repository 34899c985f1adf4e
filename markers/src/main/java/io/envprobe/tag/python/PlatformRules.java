package io.envprobe.tag.python;

import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code platforms}: what platform tags know about the world. Read on first use. */
final class PlatformRules {
  private static final class Holder {
    static final PlatformRules SHIPPED = new PlatformRules(PlatformsTable.read());
  }

  /** A legacy manylinux name and the glibc that it stands for. */
  record Alias(String name, int minor) {}

  /** Whether an architecture has manylinux tags, and from which glibc 2 on. */
  record Floor(String arch, long packaging, long uv, String check) {}

  /** The binary formats of an architecture of macOS, in releases of Mac OS X 10. */
  record MacFormats(String arch, List<String> formats, long first, long last) {}

  private final List<Alias> aliases = new ArrayList<>();
  private final Map<String, Floor> floors = new HashMap<>();
  private final Map<String, MacFormats> macFormats = new HashMap<>();
  private final Map<String, String> narrowed = new HashMap<>();
  private final Map<String, String> interpreters = new HashMap<>();
  private final Map<String, Table> systems = new HashMap<>();
  private final long lastMinor;
  private final long firstIos;
  private final long firstAndroid;

  private PlatformRules(Table table) {
    for (Table row : table.tables("legacy")) {
      aliases.add(new Alias(row.text("name"), (int) row.integer("glibc2")));
    }
    for (Table row : table.tables("manylinux")) {
      String arch = row.text("arch");
      floors.put(
          arch,
          new Floor(
              arch,
              row.integerOr("packaging", -1),
              row.integerOr("uv", -1),
              row.textOr("check", "")));
    }
    for (Table row : table.tables("macos")) {
      macFormats.put(
          row.text("arch"),
          new MacFormats(
              row.text("arch"),
              row.texts("formats"),
              row.integerOr("first", 0),
              row.integerOr("last", Long.MAX_VALUE)));
    }
    for (Table row : table.tables("narrowed")) {
      narrowed.put(row.text("arch"), row.text("becomes"));
    }
    for (Table row : table.tables("interpreters")) {
      interpreters.put(row.text("name"), row.text("tag"));
    }
    for (Table row : table.tables("systems")) {
      systems.put(row.text("os"), row.table("machines"));
    }
    lastMinor = table.integer("lastGlibcMinor");
    firstIos = table.integer("firstIos");
    firstAndroid = table.integer("firstAndroid");
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

  Optional<Floor> floor(String arch) {
    return Optional.ofNullable(floors.get(arch));
  }

  MacFormats macFormats(String arch) {
    MacFormats known = macFormats.get(arch);
    return known == null ? new MacFormats(arch, List.of(arch), 0, Long.MAX_VALUE) : known;
  }

  /** The architecture of a 32-bit interpreter on a 64-bit machine. */
  String narrowed(String arch) {
    return narrowed.getOrDefault(arch, arch);
  }

  /** The short form of an implementation's name, where it has one. */
  String interpreter(String implementation) {
    return interpreters.getOrDefault(implementation, implementation);
  }

  /** A system's own name for an architecture. */
  String machine(String os, String arch) {
    Table machines = systems.get(os);
    return machines == null ? arch : machines.textOr(arch, arch);
  }

  /** Guess of the last minor version of a glibc major version; there was no second one yet. */
  int lastMinor() {
    return (int) lastMinor;
  }

  int firstIos() {
    return (int) firstIos;
  }

  int firstAndroid() {
    return (int) firstAndroid;
  }
}
