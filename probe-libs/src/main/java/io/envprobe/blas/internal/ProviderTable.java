package io.envprobe.blas.internal;

import io.envprobe.blas.Affix;
import io.envprobe.blas.Offer;
import io.envprobe.table.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The marks that providers leave in files, in the order in which they decide. */
final class ProviderTable {
  private final Table table;
  private final List<Affix> affixes = new ArrayList<>();

  private ProviderTable(Table table) {
    this.table = table;
    Table parts = table.table("affixes");
    for (String prefix : parts.texts("prefixes")) {
      for (String suffix : parts.texts("suffixes")) {
        affixes.add(new Affix(prefix, suffix));
      }
    }
  }

  static ProviderTable read() {
    return new ProviderTable(ProvidersTable.read());
  }

  /** What builds add to names. */
  List<Affix> affixes() {
    return affixes;
  }

  /** The names of processors that OpenBLAS has code for. */
  List<String> kernels() {
    return table.texts("kernels");
  }

  /** The version of OpenMP for a date. */
  Optional<String> specification(long macro) {
    for (Table row : table.tables("openmp")) {
      if (row.integer("macro") == macro) {
        return Optional.of(row.text("specification"));
      }
    }
    return Optional.empty();
  }

  /** The texts among the constants that decide. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (Table row : table.tables("rules")) {
      if (row.has("text") && !texts.contains(row.text("text"))) {
        texts.add(row.text("text"));
      }
    }
    return texts;
  }

  /**
   * Who made a file.
   *
   * @param mark what says so
   * @param symbol the defined symbol that says so; empty where it is something else
   */
  record Match(String provider, boolean shim, String mark, String symbol) {}

  /** What is known of a file before its provider is. */
  record Traits(
      String path,
      String soname,
      List<String> needed,
      Set<Offer> offers,
      Symbols symbols,
      Constants constants) {}

  /** The first rule that fits. */
  Optional<Match> match(Traits traits) throws IOException {
    for (Table row : table.tables("rules")) {
      if (fits(row, traits)) {
        Optional<String> symbol = symbol(row, traits);
        if (symbol.isPresent() || !row.has("symbols")) {
          return Optional.of(
              new Match(
                  row.text("provider"),
                  row.isTrue("shim"),
                  symbol.map(name -> "symbol " + name).orElseGet(() -> mark(row)),
                  symbol.orElse("")));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> symbol(Table row, Traits traits) throws IOException {
    return traits
        .symbols()
        .first(row.texts("symbols"), row.isTrue("affixed") ? affixes : List.of(Affix.NONE));
  }

  private static String mark(Table row) {
    for (String kind : List.of("soname", "needed", "text", "framework")) {
      if (row.has(kind)) {
        return kind + " " + row.text(kind).strip();
      }
    }
    return "elimination";
  }

  private static boolean fits(Table row, Traits traits) {
    if (row.isTrue("offering") && traits.offers().isEmpty()) {
      return false;
    }
    if (row.isTrue("large") && !traits.offers().isEmpty()) {
      return false;
    }
    if (row.has("text") && !traits.constants().has(row.text("text"))) {
      return false;
    }
    if (row.has("soname") && !traits.soname().startsWith(row.text("soname"))) {
      return false;
    }
    if (row.has("framework") && !traits.path().contains(row.text("framework"))) {
      return false;
    }
    if (row.has("needed")) {
      String wanted = row.text("needed");
      if (traits.needed().stream().noneMatch(name -> name.startsWith(wanted))) {
        return false;
      }
    }
    return offers(row, "offers", traits, true) && offers(row, "without", traits, false);
  }

  private static boolean offers(Table row, String member, Traits traits, boolean wanted) {
    return !row.has(member) || traits.offers().contains(offer(row.text(member))) == wanted;
  }

  private static Offer offer(String name) {
    return Offer.valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** What a file of another format than ELF is, by its name; empty where the name says nothing. */
  Optional<FileMatch> byName(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    for (Table row : table.tables("files")) {
      if (name.startsWith(row.text("name"))) {
        return Optional.of(new FileMatch(row.text("provider"), offer(row.text("offers"))));
      }
    }
    return Optional.empty();
  }

  /** A library that is known by its file's name. */
  record FileMatch(String provider, Offer offer) {}
}
