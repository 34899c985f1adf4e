package io.envprobe.blas.internal.rules;

import io.envprobe.blas.Claim;
import io.envprobe.blas.IntegerWidth;
import io.envprobe.blas.Member;
import io.envprobe.blas.NumericalLibrary;
import io.envprobe.blas.PkgConfigFile;
import io.envprobe.blas.Scope;
import io.envprobe.fact.Evidence;
import java.util.Optional;
import java.util.Set;

/** R16, R22: what records say of libraries. */
public final class RecordRules {
  private static final Set<String> INTERFACES =
      Set.of("blas", "cblas", "lapack", "lapacke", "blas64", "lapack64");

  private RecordRules() {}

  public static void check(Scope scope, Findings findings) {
    for (Claim claim : scope.surroundings().claims()) {
      for (Member member : scope.libraries()) {
        if (member.library().path().equals(claim.library())) {
          compare(claim, member.library(), findings);
        }
      }
    }
    if (scope.kind() == Scope.Kind.PROGRAM) {
      return; // A program that is built does not ask for packages.
    }
    for (PkgConfigFile file : scope.surroundings().packages()) {
      scale(file, scope, findings);
    }
  }

  private static void compare(Claim claim, NumericalLibrary library, Findings findings) {
    Optional<String> truth =
        switch (claim.about()) {
          case "version" -> library.version();
          case "provider" -> library.provider();
          case "integer width" -> library.integerWidth().map(IntegerWidth::label);
          case "prefix" -> Optional.of(library.affix().prefix());
          case "suffix" -> Optional.of(library.affix().suffix());
          default -> Optional.empty();
        };
    if (truth.isPresent() && !truth.get().equals(claim.value())) {
      findings.add(
          "R16",
          claim.source(),
          claim.source()
              + " says "
              + claim.about()
              + " "
              + shown(claim.value())
              + " of "
              + library.fileName()
              + ", which has "
              + shown(truth.get()),
          Evidence.file(claim.source(), claim.value()),
          Evidence.file(library.path(), truth.get()));
    }
  }

  private static String shown(String value) {
    return value.isEmpty() ? "nothing" : value;
  }

  private static void scale(PkgConfigFile file, Scope scope, Findings findings) {
    if (!INTERFACES.contains(file.name())) {
      return;
    }
    for (Member member : scope.libraries()) {
      Optional<String> version = member.library().version();
      boolean provider =
          !member.library().provider().equals(Optional.of("netlib"))
              && version.isPresent()
              && file.version().startsWith(version.get());
      if (provider) {
        findings.add(
            "R22",
            file.path(),
            file.path()
                + " is of the interface "
                + file.name()
                + " and has the version "
                + file.version()
                + ", which is that of "
                + member.library().provider().orElse(""),
            Evidence.file(file.path(), "Version: " + file.version()));
        return;
      }
    }
  }
}
