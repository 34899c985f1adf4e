package io.envprobe.libs.internal.cxx;

import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.table.Table;

/** Which release of GCC first came with which C++ library. */
final class GccReleases {
  private final Table table;

  private GccReleases(Table table) {
    this.table = table;
  }

  static GccReleases read() {
    return new GccReleases(GccTable.read());
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
