package io.envprobe.tag.internal;

import io.envprobe.table.Table;
import io.envprobe.target.CompilerFlags;
import io.envprobe.target.Targets;
import java.util.ArrayList;
import java.util.List;

/** What GCC calls targets, and which of its architectures nixpkgs holds another able to run. */
final class GccArchitectures {
  private static final class Holder {
    static final Table INFERIORS = GccArchitecturesTable.read().table("inferiors");
  }

  private GccArchitectures() {}

  /**
   * The architecture of a target, or of its nearest ancestor that nixpkgs has, and those whose code
   * it runs.
   */
  static List<String> of(String target) {
    if (!Targets.shipped().contains(target)) {
      return List.of();
    }
    List<String> line = new ArrayList<>(List.of(target));
    line.addAll(Targets.shipped().ancestors(target));
    for (String candidate : line) {
      for (String name : named(CompilerFlags.newest(candidate, "gcc").flags())) {
        if (Holder.INFERIORS.has(name)) {
          List<String> all = new ArrayList<>();
          add(name, all);
          return all;
        }
      }
    }
    return List.of();
  }

  private static void add(String name, List<String> all) {
    if (!all.contains(name)) {
      all.add(name);
      for (String inferior : Holder.INFERIORS.texts(name)) {
        add(inferior, all);
      }
    }
  }

  /** The processor that a compiler's flags name; none where they are a list of features. */
  static List<String> named(String flags) {
    for (String prefix : List.of("-mcpu=", "-march=")) {
      for (String flag : flags.split(" ", -1)) {
        if (flag.startsWith(prefix) && flag.indexOf('+') < 0) {
          return List.of(flag.substring(prefix.length()));
        }
      }
    }
    return List.of();
  }
}
