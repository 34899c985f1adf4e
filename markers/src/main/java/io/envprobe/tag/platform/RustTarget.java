package io.envprobe.tag.platform;

import io.envprobe.table.Table;
import java.util.List;
import java.util.Optional;

/**
 * A target that the Rust compiler builds for, with its conditions of compilation.
 *
 * @param triple its name, for example {@code x86_64-unknown-linux-gnu}
 * @param arch {@code target_arch}
 * @param vendor {@code target_vendor}
 * @param os {@code target_os}
 * @param env {@code target_env}; empty where there is none
 * @param abi {@code target_abi}; empty where there is none
 * @param endian {@code little} or {@code big}
 * @param pointerWidth in bits
 * @param families {@code target_family}, sorted
 * @param features what every program for it may use, sorted, in Rust's names
 * @see <a href="https://doc.rust-lang.org/reference/conditional-compilation.html">the reference</a>
 */
public record RustTarget(
    String triple,
    String arch,
    String vendor,
    String os,
    String env,
    String abi,
    String endian,
    int pointerWidth,
    List<String> families,
    List<String> features) {
  private static final class Holder {
    static final Table TABLE = RustTargetsTable.read();
  }

  /** Copies the lists. */
  public RustTarget {
    families = List.copyOf(families);
    features = List.copyOf(features);
  }

  /** The target of that name. */
  public static Optional<RustTarget> find(String triple) {
    for (Table row : Holder.TABLE.tables("targets")) {
      if (row.text("triple").equals(triple)) {
        return Optional.of(
            new RustTarget(
                triple,
                row.text("arch"),
                row.text("vendor"),
                row.text("os"),
                row.textOr("env", ""),
                row.textOr("abi", ""),
                row.text("endian"),
                Integer.parseInt(row.text("width")),
                row.texts("family"),
                row.texts("features")));
      }
    }
    return Optional.empty();
  }

  /**
   * What code for {@code -C target-cpu=CPU} may use, sorted, in Rust's names; nothing where the
   * compiler has no such processor.
   *
   * @param arch {@code x86_64} or {@code aarch64}, on Linux
   */
  public static Optional<List<String>> cpuFeatures(String arch, String cpu) {
    Table cpus = Holder.TABLE.table("cpus");
    if (cpus.has(arch)) {
      for (Table row : cpus.tables(arch)) {
        if (row.text("name").equals(cpu)) {
          return Optional.of(row.texts("features"));
        }
      }
    }
    return Optional.empty();
  }
}
