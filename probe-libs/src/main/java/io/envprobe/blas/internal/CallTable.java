package io.envprobe.blas.internal;

import io.envprobe.blas.Affix;
import io.envprobe.blas.NumericalLibrary;
import io.envprobe.blas.SymbolNames;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** The functions that tell what a library is, and how each is called. */
public final class CallTable {
  private final Table table;

  private CallTable(Table table) {
    this.table = table;
  }

  /** The table. */
  public static CallTable read() {
    return new CallTable(CallsTable.read());
  }

  /** How the process that calls differs from this one: one thread, nothing preloaded. */
  public List<String> environment() {
    return table.texts("environment");
  }

  /**
   * The calls of the functions that a file defines itself, each under the function's plain name.
   * Functions that compute are left out where the file is one part of a library and cannot work
   * alone.
   */
  public List<String> calls(NumericalLibrary library, SymbolNames symbols) {
    boolean part = starts(library.fileName(), "parts") && !starts(library.fileName(), "wholes");
    List<String> calls = new ArrayList<>();
    for (Table row : table.tables("calls")) {
      if (part && row.isTrue("whole")) {
        continue;
      }
      String call = row.text("call");
      String name = call.substring(0, call.indexOf('('));
      LinkedHashSet<String> spellings = new LinkedHashSet<>();
      if (row.isTrue("affixed")) {
        spellings.add(library.affix().of(name));
      }
      spellings.add(Affix.NONE.of(name));
      for (String symbol : spellings) {
        if (symbols.defined().contains(symbol)) {
          calls.add(
              (symbol.equals(name) ? "" : name + ":") + symbol + call.substring(name.length()));
          break;
        }
      }
    }
    return calls;
  }

  private boolean starts(String name, String member) {
    for (String start : table.texts(member)) {
      if (name.startsWith(start)) {
        return true;
      }
    }
    return false;
  }
}
