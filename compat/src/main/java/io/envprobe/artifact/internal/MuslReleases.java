package io.envprobe.artifact.internal;

import io.envprobe.binaries.ElfSymbol;
import io.envprobe.table.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which release of musl first has a symbol. Immutable. */
final class MuslReleases {
  /** The releases that the table knows. */
  static final MuslReleases KNOWN = new MuslReleases(MuslSymbolsTable.read());

  /** How a decision begins that is a release, followed by a colon and the symbol. */
  static final String DECISION = "musl ";

  private final Map<String, Map<String, String>> since = new HashMap<>();
  private final String first;

  private MuslReleases(Table table) {
    first = table.texts("releases").get(0);
    Table architectures = table.table("architectures");
    for (String architecture : architectures.names()) {
      Map<String, String> symbols = new HashMap<>();
      for (Table row : architectures.tables(architecture)) {
        row.texts("symbols").forEach(symbol -> symbols.put(symbol, row.text("since")));
      }
      since.put(architecture, symbols);
    }
  }

  /** A release, and the symbol that it is needed for; empty where it is the first one known. */
  record Needed(String release, String symbol) {
    /** For a person, and for comparing. */
    String decision() {
      return DECISION + release + ":" + symbol;
    }
  }

  /**
   * The first release that has all of the symbols, as far as the table tells: symbols that it does
   * not name may be another library's. Empty for an architecture that was not looked at.
   */
  Optional<Needed> needed(String architecture, List<ElfSymbol> undefined) {
    Map<String, String> symbols = since.get(architecture);
    if (symbols == null) {
      return Optional.empty();
    }
    Needed needed = new Needed(first, "");
    for (ElfSymbol symbol : undefined) {
      String release = symbols.get(symbol.name());
      if (release != null
          && !symbol.isWeak()
          && VersionNumber.compare(release, needed.release()) > 0) {
        needed = new Needed(release, symbol.name());
      }
    }
    return Optional.of(needed);
  }
}
