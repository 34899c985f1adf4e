package io.envprobe.requirement.internal;

import io.envprobe.artifact.NativeFile;
import io.envprobe.marker.MarkerDialect;
import io.envprobe.marker.PackageName;
import io.envprobe.marker.RequirementLine;
import io.envprobe.table.Table;
import io.envprobe.version.SyntaxException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The libraries that a wheel gets from distributions that it depends on: a search path of its files
 * leads to where these are installed, or the distribution is known to bring them.
 */
final class OtherDistributions {
  private static final String INSIDE = "!/";
  private static final String ORIGIN = "$ORIGIN";

  private final Set<String> carried = new LinkedHashSet<>();
  private final Set<String> packages = new LinkedHashSet<>();
  private final Set<String> dependencies = new LinkedHashSet<>();

  private OtherDistributions(List<NativeFile> files, WheelContents.Text metadata) {
    for (NativeFile file : files) {
      carried.add(file.fileName());
      packages.add(packageOf(directory(file)));
    }
    for (WheelContents.Value value : metadata.headers("Requires-Dist")) {
      name(value.text()).ifPresent(dependencies::add);
    }
  }

  /**
   * The project that a dependency names; of one that does not parse, which installers skip, none.
   */
  private static Optional<String> name(String dependency) {
    try {
      String name = RequirementLine.parse(dependency, MarkerDialect.PYPA).name();
      return Optional.of(PackageName.normalize(name));
    } catch (SyntaxException e) {
      return Optional.empty();
    }
  }

  /** The names of the libraries. */
  static Set<String> libraries(List<NativeFile> files, WheelContents.Text metadata) {
    OtherDistributions others = new OtherDistributions(files, metadata);
    Set<String> names = new LinkedHashSet<>();
    if (others.dependencies.isEmpty()) {
      return names;
    }
    for (NativeFile file : files) {
      boolean leadsOut = others.leadsOut(file);
      for (String needed : file.needed()) {
        boolean own = others.carried.contains(needed) || SystemNames.isSystem(needed);
        if (!own && (leadsOut || others.isBrought(needed))) {
          names.add(needed);
        }
      }
    }
    return names;
  }

  private boolean isBrought(String library) {
    int end = library.indexOf(".so");
    String stem = end < 0 ? library : library.substring(0, end);
    for (Table row : Brought.ROWS) {
      if (row.texts("names").contains(stem) && dependencies.contains(row.text("distribution"))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a relative search path leads to a package that the wheel has no part of. */
  private boolean leadsOut(NativeFile file) {
    List<String> paths = new ArrayList<>(file.rpath());
    paths.addAll(file.runpath());
    for (String path : paths) {
      if (path.startsWith(ORIGIN)) {
        Deque<String> steps = directory(file);
        for (String step : path.substring(ORIGIN.length()).split("/", -1)) {
          if (step.equals("..")) {
            steps.pollLast();
          } else if (!step.isEmpty() && !step.equals(".")) {
            steps.addLast(step);
          }
        }
        if (steps.size() > 1 && !packages.contains(packageOf(steps))) {
          return true;
        }
      }
    }
    return false;
  }

  private static Deque<String> directory(NativeFile file) {
    String inside = file.path().substring(file.path().indexOf(INSIDE) + INSIDE.length());
    Deque<String> steps = new ArrayDeque<>(List.of(inside.split("/", -1)));
    steps.pollLast();
    return steps;
  }

  /** The first two steps: the first may be a namespace that distributions share. */
  private static String packageOf(Deque<String> steps) {
    List<String> all = List.copyOf(steps);
    return String.join("/", all.subList(0, Math.min(2, all.size())));
  }

  private static final class Brought {
    static final List<Table> ROWS = DistributionLibrariesTable.read().tables("rows");
  }
}
