package io.envprobe.libs.internal.cxx;

import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.table.Table;

/** Which release of GCC first came with which C++ library. */
final class GccTable {
  private final Table table;

  private GccTable(Table table) {
    this.table = table;
  }

  static GccTable read() {
    return new GccTable(Table.read(GccTable.class.getResourceAsStream("gcc.table")));
  }

  /** The first release whose library has this as its highest GLIBCXX version. */
  Reading<String> first(String glibcxx) {
    for (Table row : table.tables("rows")) {
      if (row.text("glibcxx").equals(glibcxx)) {
        return Reading.present(row.text("gcc"));
      }
    }
    return Reading.unknown(
        UnknownCause.UNSUPPORTED, "GLIBCXX_" + glibcxx + " is newer than the table");
  }
}
