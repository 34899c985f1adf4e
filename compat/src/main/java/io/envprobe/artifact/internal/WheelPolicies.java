package io.envprobe.artifact.internal;

import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the platform tags of Linux wheels promise: which libraries a wheel may expect, and which
 * versions of them. The facts are in {@code wheel-policies.json}. Immutable.
 */
public final class WheelPolicies {
  /** The policies that the table knows. */
  public static final WheelPolicies KNOWN = new WheelPolicies(WheelPoliciesTable.read());

  /**
   * The promise of one glibc version for one architecture.
   *
   * @param maxima the highest version by prefix, such as {@code GLIBCXX}
   * @param words further nodes, as {@code CXXABI_TM_1}
   */
  private record Promise(String glibc, Map<String, String> maxima, List<String> words) {
    boolean allows(String node) {
      Optional<String> version = VersionNumber.ofNode(node);
      if (version.isEmpty()) {
        return words.contains(node);
      }
      String maximum = maxima.get(node.substring(0, node.indexOf('_')));
      return maximum != null && VersionNumber.compare(version.get(), maximum) <= 0;
    }
  }

  private final Map<String, List<Promise>> promises = new LinkedHashMap<>();
  private final Map<String, String> floors = new HashMap<>();
  private final Map<String, String> libraries = new HashMap<>();
  private final Map<String, Map<String, String>> refused = new HashMap<>();
  private final List<String> muslLibraries;
  private final List<String> muslPolicies;

  private WheelPolicies(Table table) {
    for (Table row : table.tables("libraries")) {
      libraries.put(row.text("name"), row.text("since"));
    }
    for (Table row : table.tables("refused")) {
      Map<String, String> symbols =
          refused.computeIfAbsent(row.text("library"), name -> new HashMap<>());
      row.texts("symbols").forEach(symbol -> symbols.put(symbol, row.text("until")));
    }
    for (Table row : table.tables("floors")) {
      floors.put(row.text("architecture"), row.text("glibc"));
    }
    for (Table row : table.tables("policies")) {
      String glibc = row.text("glibc");
      Table architectures = row.table("architectures");
      for (String architecture : architectures.names()) {
        promises
            .computeIfAbsent(architecture, name -> new ArrayList<>())
            .add(promise(glibc, architectures.table(architecture)));
      }
    }
    muslLibraries = table.table("musl").texts("libraries");
    muslPolicies = table.table("musl").texts("policies");
  }

  private static Promise promise(String glibc, Table row) {
    Map<String, String> maxima = new HashMap<>();
    for (String name : row.names()) {
      if (!name.equals("words")) {
        maxima.put(name, row.text(name));
      }
    }
    return new Promise(glibc, maxima, row.texts("words"));
  }

  /** The lowest glibc that a tag for the architecture can name; empty where there is no tag. */
  Optional<String> floor(String architecture) {
    return Optional.ofNullable(floors.get(architecture));
  }

  /** The prefixes of version nodes that policies speak of. */
  static boolean isGoverned(String node) {
    int at = node.indexOf('_');
    return at > 0
        && List.of("GLIBC", "GLIBCXX", "CXXABI", "GCC", "ZLIB", "LIBATOMIC")
            .contains(node.substring(0, at));
  }

  /** The glibc of the first policy that allows a version node. */
  Optional<String> since(String architecture, String node) {
    for (Promise promise : promises.getOrDefault(architecture, List.of())) {
      if (promise.allows(node)) {
        return Optional.of(promise.glibc());
      }
    }
    return Optional.empty();
  }

  /** The glibc of the first policy that allows a library to be expected. */
  public Optional<String> allowed(String library) {
    return Optional.ofNullable(libraries.get(library));
  }

  /** Whether musl policies allow a library to be expected. */
  public boolean allowedWithMusl(String library) {
    return muslLibraries.contains(library) || library.startsWith("libc.musl-");
  }

  /** The series of musl of the newest policy; repair tools give no other tag. */
  String newestMusl() {
    return muslPolicies.get(muslPolicies.size() - 1);
  }

  /** Whether the name is the dynamic loader's, or Python's own library; no policy counts these. */
  public static boolean isAlwaysThere(String library) {
    return library.contains("ld-linux")
        || library.equals("ld64.so.1")
        || library.equals("ld64.so.2")
        || (library.startsWith("libpython") && library.contains(".so"));
  }

  /** The symbols that some policy refuses of a library. */
  boolean refuses(String library) {
    return refused.containsKey(library);
  }

  /** The last policy that refuses a symbol of a library. */
  Optional<String> refusedUntil(String library, String symbol) {
    return Optional.ofNullable(refused.getOrDefault(library, Map.of()).get(symbol));
  }

  /** The first policy of an architecture whose glibc is at least this one. */
  Optional<String> step(String architecture, String glibc, boolean above) {
    for (Promise promise : promises.getOrDefault(architecture, List.of())) {
      int order = VersionNumber.compare(promise.glibc(), glibc);
      if (order > 0 || (order == 0 && !above)) {
        return Optional.of(promise.glibc());
      }
    }
    return Optional.empty();
  }
}
