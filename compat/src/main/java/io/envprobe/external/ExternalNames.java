package io.envprobe.external;

import io.envprobe.external.ExternalDependency.Kind;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How external dependencies show themselves on a machine, and what other ecosystems call them. */
public final class ExternalNames {
  /** The ecosystems whose names are known, in order. */
  public static final List<String> ECOSYSTEMS =
      List.of("conda-forge", "debian", "fedora", "homebrew");

  private static final class Holder {
    static final Map<String, Table> ROWS = new LinkedHashMap<>();
    static final Map<String, Table> PKG_CONFIG = new LinkedHashMap<>();

    static {
      Table table = NamesTable.read();
      for (Table row : table.tables("rows")) {
        ROWS.put(row.text("id").toLowerCase(Locale.ROOT), row);
        for (String alias : row.texts("aliases")) {
          ROWS.put(alias.toLowerCase(Locale.ROOT), row);
        }
        boolean virtual = row.text("id").startsWith("virtual/");
        for (String name : row.texts("pkgconfig")) {
          if (!virtual) {
            PKG_CONFIG.putIfAbsent(name, row);
          }
        }
      }
    }
  }

  private ExternalNames() {}

  /** What is known of a dependency. */
  static Optional<Table> row(ExternalDependency dependency) {
    String name = dependency.name().toLowerCase(Locale.ROOT);
    return switch (dependency.kind()) {
      case DEP -> Optional.ofNullable(Holder.ROWS.get(name));
      case PKGCONFIG -> Optional.ofNullable(Holder.PKG_CONFIG.get(dependency.name()));
      case NAME ->
          Optional.ofNullable(Holder.ROWS.get("generic/" + name))
              .or(() -> Optional.ofNullable(Holder.ROWS.get("generic/lib" + name)))
              .or(() -> Optional.ofNullable(Holder.ROWS.get("virtual/interface/" + name)))
              .or(() -> Optional.ofNullable(Holder.PKG_CONFIG.get(dependency.name())));
      case LIBRARY -> ofLibrary(dependency.name());
      case HEADER, PROGRAM -> member(dependency);
    };
  }

  /** The row of an identifier, for example {@code generic/zlib}. */
  static Optional<Table> named(String id) {
    return Optional.ofNullable(Holder.ROWS.get(id));
  }

  /** The package that a library's name is one of; no interface. */
  static Optional<Table> ofLibrary(String name) {
    for (Table row : Holder.ROWS.values()) {
      if (!row.text("id").startsWith("virtual/")
          && row.texts("libraries").stream().anyMatch(stem -> isBuildOf(name, stem))) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  private static Optional<Table> member(ExternalDependency dependency) {
    String list = dependency.kind() == Kind.HEADER ? "headers" : "programs";
    for (Table row : Holder.ROWS.values()) {
      if (row.texts(list).contains(dependency.name())) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  /** Whether a library's file name is a stem with a version: {@code libssl.so.3}. */
  static boolean isBuildOf(String library, String stem) {
    return library.startsWith(stem)
        && (library.startsWith(".so", stem.length())
            || library.startsWith(".dylib", stem.length())
            || library.startsWith("-", stem.length()));
  }

  /**
   * The packages of an ecosystem.
   *
   * @param ecosystem one of {@link #ECOSYSTEMS}
   * @return none where none is known
   */
  public static List<String> packages(ExternalDependency dependency, String ecosystem) {
    Optional<Table> row = row(dependency);
    if (row.isEmpty()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    if (dependency.phase() == Phase.RUN) {
      names.addAll(row.get().texts(ecosystem + "-run"));
    }
    return names.isEmpty() ? row.get().texts(ecosystem) : names;
  }

  /** The package manager whose database has the names of an ecosystem. */
  static String manager(String ecosystem) {
    return switch (ecosystem) {
      case "conda-forge" -> "conda";
      case "debian" -> "dpkg";
      case "fedora" -> "rpm";
      default -> "brew";
    };
  }

  /** How an ecosystem installs its packages: printed, never run. Empty where that is not known. */
  public static String hint(ExternalDependency dependency, String ecosystem) {
    List<String> packages = packages(dependency, ecosystem);
    String command =
        switch (ecosystem) {
          case "conda-forge" -> "conda install -c conda-forge ";
          case "debian" -> "apt-get install ";
          case "fedora" -> "dnf install ";
          case "homebrew" -> "brew install ";
          default -> "";
        };
    return packages.isEmpty() || command.isEmpty() ? "" : command + String.join(" ", packages);
  }
}
