package io.envprobe.tag.platform;

import io.envprobe.table.Table;
import java.util.Optional;

/**
 * A Debian architecture: a name, and the four things that the name stands for.
 *
 * @param name for example {@code armhf}
 * @param abi for example {@code eabihf}
 * @param libc for example {@code gnu}
 * @param os for example {@code linux}
 * @param cpu for example {@code arm}
 * @see <a href="https://manpages.debian.org/stable/dpkg-dev/dpkg-architecture.1.en.html">
 *     dpkg-architecture(1)</a>
 */
public record DebianArchitecture(String name, String abi, String libc, String os, String cpu) {
  private static final String ANY = "any";
  private static final String CPU_HOLE = "<cpu>";

  private static final class Holder {
    static final Table TABLE = DebianTable.read();
  }

  /** The architecture of that name. */
  public static Optional<DebianArchitecture> find(String name) {
    for (Table row : Holder.TABLE.tables("tuples")) {
      String pattern = row.text("architecture");
      String tuple = row.text("tuple");
      int hole = pattern.indexOf(CPU_HOLE);
      if (hole < 0 && pattern.equals(name)) {
        return Optional.of(of(name, tuple));
      }
      if (hole >= 0 && name.startsWith(pattern.substring(0, hole))) {
        String cpu = name.substring(hole);
        if (cpuRow(cpu).isPresent()) {
          return Optional.of(of(name, tuple.replace(CPU_HOLE, cpu)));
        }
      }
    }
    return Optional.empty();
  }

  /** The architecture of a GNU triplet, with or without a vendor. */
  public static Optional<DebianArchitecture> findGnu(String triplet) {
    int hyphen = triplet.indexOf('-');
    if (hyphen < 0) {
      return Optional.empty();
    }
    Optional<String> cpu = gnuCpu(triplet.substring(0, hyphen));
    Optional<String> system = gnuSystem(triplet.substring(hyphen + 1));
    if (cpu.isEmpty() || system.isEmpty()) {
      return Optional.empty();
    }
    String wanted = system.get() + "-" + cpu.get();
    for (Table row : Holder.TABLE.tables("tuples")) {
      if (row.text("tuple").replace(CPU_HOLE, cpu.get()).equals(wanted)) {
        String name = row.text("architecture").replace(CPU_HOLE, cpu.get());
        return Optional.of(of(name, wanted));
      }
    }
    return Optional.empty();
  }

  private static DebianArchitecture of(String name, String tuple) {
    String[] parts = tuple.split("-", -1);
    return new DebianArchitecture(name, parts[0], parts[1], parts[2], parts[3]);
  }

  private static Optional<Table> cpuRow(String cpu) {
    for (Table row : Holder.TABLE.tables("cpus")) {
      if (row.text("name").equals(cpu)) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> gnuCpu(String gnu) {
    for (Table row : Holder.TABLE.tables("cpus")) {
      boolean found =
          row.has("prefix")
              ? gnu.startsWith(row.text("prefix")) && gnu.endsWith(row.textOr("suffix", ""))
              : row.texts("aliases").contains(gnu);
      if (found) {
        return Optional.of(row.text("name"));
      }
    }
    return Optional.empty();
  }

  /** Finds the system in the last part, or the last two, of what follows the processor. */
  private static Optional<String> gnuSystem(String gnu) {
    int last = gnu.lastIndexOf('-');
    int before = last < 0 ? -1 : gnu.lastIndexOf('-', last - 1);
    String one = gnu.substring(last + 1);
    String stem = last < 0 ? "" : gnu.substring(before + 1, last);
    for (Table row : Holder.TABLE.tables("systems")) {
      String wanted = row.text("stem");
      boolean pair =
          !stem.isEmpty()
              && stem.startsWith(wanted)
              && (row.has("environment")
                  ? one.equals(row.text("environment"))
                  : row.has("environmentPrefix") && one.startsWith(row.text("environmentPrefix")));
      boolean single = !row.has("environment") && one.startsWith(wanted);
      if (pair || single) {
        return Optional.of(row.text("tuple"));
      }
    }
    return Optional.empty();
  }

  /** The GNU name of the processor. */
  public String gnuCpu() {
    return cpuRow(cpu).map(row -> row.text("gnu")).orElse(cpu);
  }

  /** The GNU name of the system. */
  public String gnuSystem() {
    String tuple = abi + "-" + libc + "-" + os;
    for (Table row : Holder.TABLE.tables("systems")) {
      if (row.text("tuple").equals(tuple)) {
        return row.text("gnu");
      }
    }
    return os;
  }

  /** The GNU triplet. */
  public String gnuType() {
    return gnuCpu() + "-" + gnuSystem();
  }

  /** The name of the directory for libraries of this architecture. */
  public String multiarch() {
    return (cpu.equals("i386") ? cpu : gnuCpu()) + "-" + gnuSystem();
  }

  /** The width of a pointer. */
  public long bits() {
    for (Table row : Holder.TABLE.tables("abis")) {
      if (row.text("abi").equals(abi)) {
        return row.integer("bits");
      }
    }
    return cpuRow(cpu).map(row -> row.integer("bits")).orElse(0L);
  }

  /** {@code little} or {@code big}. */
  public String endian() {
    return cpuRow(cpu).map(row -> row.text("endian")).orElse("");
  }

  /** Whether a name or a wildcard, as in a control file, covers this architecture. */
  public boolean is(String wildcard) {
    if (wildcard.equals(name) || wildcard.equals(ANY)) {
      return true;
    }
    String[] parts = wildcard.split("-", -1);
    boolean isWildcard = false;
    for (String part : parts) {
      isWildcard |= part.equals(ANY);
    }
    if (!isWildcard || parts.length < 2 || parts.length > 4) {
      return find(wildcard).map(other -> tuple().equals(other.tuple())).orElse(false);
    }
    String[] own = {abi, libc, os, cpu};
    for (int i = 0; i < parts.length; i++) {
      String part = parts[parts.length - 1 - i];
      if (!part.equals(ANY) && !part.equals(own[own.length - 1 - i])) {
        return false;
      }
    }
    return true;
  }

  private String tuple() {
    return abi + "-" + libc + "-" + os + "-" + cpu;
  }
}
