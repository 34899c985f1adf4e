package io.envprobe.fact;

import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a platform is assumed to have, for a machine that was not probed: a distribution release, or
 * the floor that a wheel policy promises.
 *
 * <p>A baseline belongs to one architecture, because the C++ library's versions differ between
 * them. Its facts have the origin {@link Origin#ASSUMED}; what it does not fix is unknown.
 */
public final class Baseline {
  /** The architecture of a baseline whose name states none. */
  public static final String USUAL_ARCHITECTURE = "x86_64";

  private static final List<String> NARROW = List.of("i686", "armv7l");

  private Baseline() {}

  /** The names of all baselines, in the order of their table. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Table row : rows()) {
      names.add(row.text("name"));
    }
    return names;
  }

  /**
   * The profile of a baseline.
   *
   * @param name as in {@link #names()} or another usual spelling, perhaps followed by {@code :} and
   *     an architecture, for example {@code debian-12:aarch64}
   * @return nothing where no baseline has that name, or it is not known for that architecture
   */
  public static Optional<Profile> named(String name) {
    int colon = name.indexOf(':');
    String base = colon < 0 ? name : name.substring(0, colon);
    String architecture = colon < 0 ? USUAL_ARCHITECTURE : name.substring(colon + 1);
    for (Table row : rows()) {
      if (row.text("name").equals(base) || row.texts("aliases").contains(base)) {
        Table architectures = row.table("architectures");
        return architectures.has(architecture)
            ? Optional.of(profile(row, architecture, architectures.table(architecture)))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The architectures for which a baseline is known; empty where there is no such baseline. */
  public static List<String> architectures(String name) {
    for (Table row : rows()) {
      if (row.text("name").equals(name) || row.texts("aliases").contains(name)) {
        return List.copyOf(row.table("architectures").names());
      }
    }
    return List.of();
  }

  private static Table table() {
    return BaselinesTable.read();
  }

  private static List<Table> rows() {
    return table().tables("rows");
  }

  private static Profile profile(Table row, String architecture, Table runtime) {
    Evidence evidence =
        new Evidence(
            "table", "baseline " + row.text("name"), row.textOr("source", table().text("source")));
    List<Fact<?>> facts = new ArrayList<>();
    assume(facts, OsFacts.OS_NAME, "linux", evidence);
    assume(facts, OsFacts.KERNEL_NAME, "Linux", evidence);
    if (row.has("os_id")) {
      assume(facts, OsFacts.OS_ID, row.text("os_id"), evidence);
    }
    if (row.has("version_id")) {
      assume(facts, OsFacts.OS_VERSION_ID, row.text("version_id"), evidence);
    }
    assume(facts, OsFacts.OS_ABI_ARCH, architecture, evidence);
    assume(facts, OsFacts.OS_ABI_BITS, NARROW.contains(architecture) ? 32L : 64L, evidence);
    if (architecture.equals("armv7l")) {
      assume(facts, OsFacts.OS_ABI_FLOAT, "hard", evidence);
    }
    assume(facts, CpuFacts.CPU_ARCH, architecture, evidence);
    assume(facts, LibraryFacts.LIBC_NAME, row.text("libc"), evidence);
    assume(facts, LibraryFacts.LIBC_VERSION, row.text("libc_version"), evidence);
    if (runtime.has("glibcxx")) {
      assume(facts, LibraryFacts.LIBSTDCXX_GLIBCXX, runtime.text("glibcxx"), evidence);
    }
    if (runtime.has("cxxabi")) {
      assume(facts, LibraryFacts.LIBSTDCXX_CXXABI, runtime.text("cxxabi"), evidence);
    }
    return new Profile(facts, List.of(), Map.of());
  }

  private static <T> void assume(List<Fact<?>> facts, FactKey<T> key, T value, Evidence evidence) {
    facts.add(new Fact<>(key, Reading.present(value), Origin.ASSUMED, List.of(evidence)));
  }
}
