package io.envprobe.external;

import io.envprobe.artifact.NativeFile;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What files that are handed out together would declare for the BLAS and LAPACK that they need from
 * outside: the interface, where they need it by the name that every implementation provides, and
 * one implementation, where they are bound to its name.
 */
public final class ExternalSuggestions {
  private static final String INTERFACE = "virtual/interface/";
  private static final List<String> INTERFACES = List.of(INTERFACE + "blas", INTERFACE + "lapack");

  private ExternalSuggestions() {}

  /** The suggestions, one finding for each dependency. */
  public static List<Finding> of(List<NativeFile> files) {
    Set<String> carried = new LinkedHashSet<>();
    for (NativeFile file : files) {
      carried.add(file.fileName());
      file.soname().ifPresent(carried::add);
    }
    Map<String, List<NativeFile>> needs = new LinkedHashMap<>();
    for (NativeFile file : files) {
      for (String library : file.needed()) {
        if (!carried.contains(library)) {
          needs.computeIfAbsent(library, name -> new ArrayList<>()).add(file);
        }
      }
    }
    List<Finding> findings = new ArrayList<>();
    needs.forEach((library, users) -> suggestion(library, users.get(0)).ifPresent(findings::add));
    return findings;
  }

  private static Optional<Finding> suggestion(String library, NativeFile user) {
    for (String id : INTERFACES) {
      Optional<Table> row = ExternalNames.named(id);
      // The first name of an interface is its own, the others are those of implementations.
      List<String> stems = row.map(known -> known.texts("libraries")).orElse(List.of());
      for (String stem : stems) {
        if (ExternalNames.isBuildOf(library, stem)) {
          boolean own = stem.equals(stems.get(0));
          return Optional.of(own ? free(library, user, id) : bound(library, user, id));
        }
      }
    }
    return Optional.empty();
  }

  private static Finding free(String library, NativeFile user, String id) {
    return finding(
        library + " is needed from outside, by the name that every implementation provides",
        user,
        "as an external dependency it is dep:" + id);
  }

  private static Finding bound(String library, NativeFile user, String id) {
    String implementation =
        ExternalNames.ofLibrary(library).map(row -> "dep:" + row.text("id")).orElse("its package");
    return finding(
        library + " is needed from outside, by the name of one implementation",
        user,
        "as an external dependency it is "
            + implementation
            + "; linked to the library of the interface it would be dep:"
            + id
            + ", which leaves the choice to the machine");
  }

  private static Finding finding(String what, NativeFile user, String remedy) {
    return new Finding(
        "external.blas",
        Severity.INFO,
        user.path() + ": " + what + ".",
        user.path(),
        List.of(Evidence.file(user.path(), "NEEDED")),
        remedy);
  }
}
