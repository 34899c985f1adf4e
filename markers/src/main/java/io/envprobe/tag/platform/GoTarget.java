package io.envprobe.tag.platform;

import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A target that the Go toolchain builds for.
 *
 * @param os {@code GOOS}
 * @param arch {@code GOARCH}
 */
public record GoTarget(String os, String arch) {
  private static final class Holder {
    static final Table TABLE = GoTargetsTable.read();
  }

  /** The target, where the toolchain has that pair. */
  public static Optional<GoTarget> find(String os, String arch) {
    return Holder.TABLE.texts("targets").contains(os + "/" + arch)
        ? Optional.of(new GoTarget(os, arch))
        : Optional.empty();
  }

  /** Every target, in the order of the toolchain's list. */
  public static List<GoTarget> all() {
    List<GoTarget> all = new ArrayList<>();
    for (String pair : Holder.TABLE.texts("targets")) {
      int slash = pair.indexOf('/');
      all.add(new GoTarget(pair.substring(0, slash), pair.substring(slash + 1)));
    }
    return Collections.unmodifiableList(all);
  }

  /**
   * What a level of {@code GOAMD64} asks for beyond the level below it, in Go's names; nothing
   * where there is no such level.
   */
  public static Optional<List<String>> levelFeatures(String level) {
    for (Table row : Holder.TABLE.tables("levels")) {
      if (row.text("name").equals(level)) {
        return Optional.of(row.texts("features"));
      }
    }
    return Optional.empty();
  }
}
