package io.envprobe.blas.internal.rules;

import io.envprobe.blas.IntegerWidth;
import io.envprobe.blas.Member;
import io.envprobe.blas.NumericalLibrary;
import io.envprobe.blas.Offer;
import io.envprobe.blas.Reference;
import io.envprobe.blas.Scope;
import io.envprobe.fact.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** R04, R05, R06, R09: libraries that do not go together. */
public final class PairRules {
  private static final int SHOWN = 3;

  private PairRules() {}

  public static void check(Scope scope, Findings findings) {
    mixedPair(scope, findings, "libblas.so.3", "liblapack.so.3");
    mixedPair(scope, findings, "libblas64.so.3", "liblapack64.so.3");
    widths(scope, findings);
    copies(scope, findings);
    shims(scope, findings);
  }

  /** The reference LAPACK computes with whatever BLAS is there. */
  private static void mixedPair(Scope scope, Findings findings, String blas, String lapack) {
    Optional<String> first = scope.named(blas).flatMap(member -> member.library().provider());
    Optional<Member> second = scope.named(lapack);
    Optional<String> provider = second.flatMap(member -> member.library().provider());
    if (first.isPresent()
        && provider.isPresent()
        && !provider.get().equals("netlib")
        && !provider.equals(first)) {
      findings.about(
          "R04",
          findings.severity("R04"),
          second.orElseThrow().library(),
          "is " + lapack + " while " + blas + " is of " + first.get());
    }
  }

  private static void widths(Scope scope, Findings findings) {
    if (scope.kind() == Scope.Kind.MACHINE || scope.kind() == Scope.Kind.WHEELS) {
      interfaces(scope, findings);
      return;
    }
    Set<String> api = new HashSet<>(Reference.functions(Offer.BLAS));
    api.addAll(Reference.functions(Offer.LAPACK));
    api.addAll(Reference.functions(Offer.CBLAS));
    List<Member> libraries = scope.libraries();
    for (Member wide : libraries) {
      if (!is(wide, IntegerWidth.ILP64)) {
        continue;
      }
      for (Member narrow : libraries) {
        if (!is(narrow, IntegerWidth.LP64)) {
          continue;
        }
        Set<String> common = new TreeSet<>(api);
        common.retainAll(wide.symbols().defined());
        common.retainAll(narrow.symbols().defined());
        // Builds with other affixes are made to go together; what both left as it was is seen by
        // both only where they share a scope.
        boolean apart =
            !wide.library().affix().equals(narrow.library().affix())
                && !certain(scope, wide, narrow);
        if (!common.isEmpty() && !apart) {
          clash(scope, findings, wide, narrow, common);
          return;
        }
      }
    }
    interfaces(scope, findings);
  }

  private static void clash(
      Scope scope, Findings findings, Member wide, Member narrow, Set<String> common) {
    boolean certain = certain(scope, wide, narrow);
    String first = wide.preloaded() ? " is preloaded and takes" : " takes";
    findings.about(
        "R05",
        certain ? Severity.ERROR : Severity.WARNING,
        wide.library(),
        (first
                + " 64-bit integers, "
                + Findings.name(narrow.library())
                + " 32-bit ones, and both define "
                + common.size()
                + " functions by the same names: "
                + String.join(", ", common.stream().limit(SHOWN).toList())
                + " …")
            .strip());
  }

  /** Whether both are seen by the same callers. */
  private static boolean certain(Scope scope, Member wide, Member narrow) {
    return scope.kind() == Scope.Kind.PROGRAM
        || (wide.global() && narrow.global())
        || wide.preloaded()
        || narrow.preloaded();
  }

  /** A 64-bit library behind the name of the 32-bit interface clashes with every caller. */
  private static void interfaces(Scope scope, Findings findings) {
    for (String name : List.of("libblas.so.3", "liblapack.so.3", "libcblas.so.3")) {
      Optional<Member> member = scope.named(name);
      if (member.isPresent()
          && is(member.get(), IntegerWidth.ILP64)
          && !member.get().library().affix().saysWide()) {
        findings.about(
            "R05",
            findings.severity("R05"),
            member.get().library(),
            "takes 64-bit integers and is reached as " + name + ", whose callers give 32-bit ones");
      }
    }
    for (String name : List.of("libblas64.so.3", "liblapack64.so.3")) {
      Optional<Member> member = scope.named(name);
      if (member.isPresent() && is(member.get(), IntegerWidth.LP64)) {
        findings.about(
            "R05",
            findings.severity("R05"),
            member.get().library(),
            "takes 32-bit integers and is reached as " + name + ", whose callers give 64-bit ones");
      }
    }
  }

  private static boolean is(Member member, IntegerWidth width) {
    return member.library().integerWidth().equals(Optional.of(width));
  }

  private static void copies(Scope scope, Findings findings) {
    if (!scope.mayShareProcess()) {
      return;
    }
    List<Member> cores = new ArrayList<>();
    Set<String> files = new LinkedHashSet<>();
    for (Member member : scope.libraries()) {
      String identity = member.library().fileName() + member.library().version();
      if (member.isCore("openblas") && files.add(identity)) {
        cores.add(member);
      }
    }
    if (cores.size() < 2) {
      return;
    }
    Set<Object> affixes = new HashSet<>();
    cores.forEach(core -> affixes.add(core.library().affix()));
    Set<String> common = new HashSet<>(cores.get(0).symbols().defined());
    common.retainAll(cores.get(1).symbols().defined());
    long functions =
        common.stream()
            .filter(name -> name.startsWith("cblas_") || name.startsWith("LAPACKE_"))
            .count();
    Set<String> api = new HashSet<>(Reference.functions(Offer.BLAS));
    api.addAll(Reference.functions(Offer.LAPACK));
    api.retainAll(common);
    List<String> names = cores.stream().map(core -> Findings.name(core.library())).toList();
    findings.about(
        "R06",
        affixes.size() == cores.size() ? Severity.INFO : Severity.WARNING,
        cores.get(0).library(),
        "is one of "
            + cores.size()
            + " copies of OpenBLAS: "
            + String.join(", ", names.subList(1, names.size()))
            + "; the first two define "
            + common.size()
            + " names in common, "
            + (functions + api.size())
            + " of them functions of the interface");
  }

  private static void shims(Scope scope, Findings findings) {
    for (Member shim : scope.libraries()) {
      NumericalLibrary library = shim.library();
      if (!library.shim() || scope.kind() == Scope.Kind.WHEELS) {
        continue;
      }
      List<Member> cores = new ArrayList<>();
      for (Member member : scope.members()) {
        if (member.isCore(library.provider().orElse(""))) {
          cores.add(member);
        }
      }
      if (scope.isOneProcess() && !cores.isEmpty()) {
        unresolved(scope, shim, cores.get(0).library(), findings);
      }
    }
  }

  private static void unresolved(
      Scope scope, Member shim, NumericalLibrary core, Findings findings) {
    Set<String> missing = new TreeSet<>(shim.symbols().needed());
    for (Member member : scope.members()) {
      missing.removeAll(member.symbols().defined());
    }
    missing.removeIf(name -> name.startsWith("_") || name.startsWith("pthread_"));
    if (!missing.isEmpty()) {
      findings.about(
          "R09",
          findings.severity("R09"),
          shim.library(),
          "needs "
              + missing.iterator().next()
              + (missing.size() > 1 ? " and " + (missing.size() - 1) + " more" : "")
              + ", which "
              + Findings.name(core)
              + " at "
              + core.path()
              + " does not define");
    }
  }
}
