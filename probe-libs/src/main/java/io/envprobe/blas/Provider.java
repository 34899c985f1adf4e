package io.envprobe.blas;

import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A provider of BLAS, LAPACK or OpenMP.
 *
 * @param name as facts and markers spell it: {@code openblas}
 * @param title as its makers spell it
 * @param kind what it does
 * @param optimized whether it is made for speed; the reference implementation is not
 * @param singleVendor whether one vendor makes every build of it, so that its version says all,
 *     wherever it was got from
 * @param threadsVariable the variable that says how many threads it starts; empty where it has none
 */
public record Provider(
    String name,
    String title,
    Kind kind,
    boolean optimized,
    boolean singleVendor,
    Optional<String> threadsVariable) {

  /** What a provider does. */
  public enum Kind {
    /** It computes. */
    IMPLEMENTATION,
    /** It passes calls on to another one, chosen when the program runs. */
    DEMULTIPLEXER,
    /** It computes some calls on another device and passes the others on. */
    ACCELERATOR,
    /** It runs OpenMP programs. */
    RUNTIME
  }

  /** Every provider that is known. */
  public static List<Provider> all() {
    List<Provider> all = new ArrayList<>();
    Table table = ProvidersTable.read();
    for (Table row : table.tables("providers")) {
      all.add(
          new Provider(
              row.text("name"),
              row.text("title"),
              kind(row.text("kind")),
              row.isTrue("optimized"),
              row.isTrue("vendor"),
              row.has("threads") ? Optional.of(row.text("threads")) : Optional.empty()));
    }
    return List.copyOf(all);
  }

  /** The provider of a name. */
  public static Optional<Provider> named(String name) {
    return all().stream().filter(provider -> provider.name().equals(name)).findFirst();
  }

  private static Kind kind(String text) {
    return Kind.valueOf(text.toUpperCase(java.util.Locale.ROOT));
  }
}
