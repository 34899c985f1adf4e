package io.envprobe.libs;

import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * An environment variable that changes which libraries are loaded, or how many threads they start.
 *
 * @param changes {@code loading} or {@code threading}
 * @param effect what it does, for a person
 */
public record LoadingVariable(String name, String changes, String effect) {

  /** All that are known. */
  public static List<LoadingVariable> all() {
    List<LoadingVariable> all = new ArrayList<>();
    Table table = VariablesTable.read();
    for (Table row : table.tables("variables")) {
      all.add(new LoadingVariable(row.text("name"), row.text("changes"), row.text("effect")));
    }
    return all;
  }
}
