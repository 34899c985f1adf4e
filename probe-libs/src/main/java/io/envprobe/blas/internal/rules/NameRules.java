package io.envprobe.blas.internal.rules;

import io.envprobe.blas.Affix;
import io.envprobe.blas.Member;
import io.envprobe.blas.NumericalLibrary;
import io.envprobe.blas.Offer;
import io.envprobe.blas.Provider;
import io.envprobe.blas.Reference;
import io.envprobe.blas.Scope;
import io.envprobe.fact.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** R01, R02, R03, R12, R13, R14: names of files and of functions. */
public final class NameRules {
  private static final List<String> INTERFACES =
      List.of(
          "libblas.so.3",
          "libcblas.so.3",
          "liblapack.so.3",
          "liblapacke.so.3",
          "libblas64.so.3",
          "liblapack64.so.3");

  private static final List<String> PROVIDERS =
      List.of("libopenblas.so", "libopenblas64.so", "libblis.so", "libblis64.so", "libmkl_rt.so");

  private static final int SHOWN = 4;

  private NameRules() {}

  public static void check(Scope scope, Findings findings) {
    for (Member member : scope.members()) {
      foreignSoname(member, findings);
      bypassedSwitch(scope, member, findings);
      strayCblas(scope, member, findings);
      vendoredName(scope, member, findings);
      leak(member, findings);
    }
    incomplete(scope, findings, "libblas.so.3", Offer.BLAS);
    incomplete(scope, findings, "liblapack.so.3", Offer.LAPACK);
  }

  private static void foreignSoname(Member member, Findings findings) {
    NumericalLibrary library = member.library();
    for (String name : new TreeSet<>(member.names())) {
      Optional<String> soname = library.soname();
      if (INTERFACES.contains(name) && soname.isPresent() && !soname.get().equals(name)) {
        boolean meant =
            soname.get().startsWith("libmkl_rt")
                || library
                    .provider()
                    .flatMap(Provider::named)
                    .map(provider -> provider.kind() == Provider.Kind.DEMULTIPLEXER)
                    .orElse(false);
        findings.about(
            "R01",
            meant ? Severity.INFO : Severity.ERROR,
            library,
            "is reached as " + name + " and has the SONAME " + soname.get());
      }
    }
  }

  private static void bypassedSwitch(Scope scope, Member member, Findings findings) {
    NumericalLibrary library = member.library();
    if (library.isLinearAlgebra() || scope.kind() == Scope.Kind.WHEELS) {
      return;
    }
    for (String needed : library.needed()) {
      boolean provider = PROVIDERS.stream().anyMatch(needed::startsWith);
      if (provider) {
        findings.about(
            "R02",
            findings.severity("R02"),
            library,
            "needs " + needed + " by name, so that switching libblas.so.3 does not reach it");
      }
    }
  }

  /** Functions are looked up in all files of the scope, so what any of them has is there. */
  private static void incomplete(Scope scope, Findings findings, String name, Offer offer) {
    Optional<Member> found = scope.named(name);
    if (found.isEmpty()
        || !found.get().library().isLinearAlgebra()
        || found.get().symbols().defined().isEmpty()) {
      return;
    }
    NumericalLibrary library = found.get().library();
    Set<String> defined = new HashSet<>(found.get().symbols().defined());
    for (Member other : scope.members()) {
      boolean own = library.shim() && other.isCore(library.provider().orElse(""));
      if (own || scope.isOneProcess()) {
        defined.addAll(other.symbols().defined());
      }
    }
    Offer[] offers =
        offer == Offer.BLAS && library.offers(Offer.CBLAS)
            ? new Offer[] {Offer.BLAS, Offer.CBLAS}
            : new Offer[] {offer};
    Set<String> missing = Reference.missing(defined, Affix.NONE, offers);
    if (missing.isEmpty()) {
      return;
    }
    for (Member consumer : scope.members()) {
      for (String function : missing) {
        if (!consumer.library().isLinearAlgebra() && consumer.symbols().uses(function)) {
          findings.about(
              "R03",
              Severity.ERROR,
              consumer.library(),
              "needs " + function + ", which " + Findings.name(library) + " lacks");
        }
      }
    }
    findings.about(
        "R03",
        findings.severity("R03"),
        library,
        "lacks " + missing.size() + " functions of the reference: " + some(missing));
  }

  private static String some(Set<String> names) {
    List<String> first = names.stream().limit(SHOWN).toList();
    return String.join(", ", first) + (names.size() > SHOWN ? " …" : "");
  }

  private static void strayCblas(Scope scope, Member member, Findings findings) {
    boolean debian =
        scope.surroundings().alternatives().stream().anyMatch(group -> group.name().contains("-"));
    boolean atlas =
        scope
            .named("libcblas.so.3")
            .map(found -> found.library().provider().equals(Optional.of("atlas")))
            .orElse(debian);
    boolean consumer = !member.library().provider().equals(Optional.of("atlas"));
    if (consumer && atlas && member.library().needed().contains("libcblas.so.3")) {
      findings.about(
          "R12",
          findings.severity("R12"),
          member.library(),
          "needs libcblas.so.3, which is always ATLAS here, whatever is selected");
    }
  }

  private static void vendoredName(Scope scope, Member member, Findings findings) {
    NumericalLibrary library = member.library();
    boolean carried = scope.kind() == Scope.Kind.WHEELS || scope.kind() == Scope.Kind.ENVIRONMENT;
    if (carried
        && library.isNumerical()
        && library.soname().isPresent()
        && library.path().contains(".libs/")
        && !library.soname().get().equals(library.fileName())) {
      findings.about(
          "R13",
          findings.severity("R13"),
          library,
          "has the SONAME " + library.soname().get() + ", and is not found by it");
    }
  }

  private static void leak(Member member, Findings findings) {
    NumericalLibrary library = member.library();
    if (library.affix().prefix().isEmpty()) {
      return;
    }
    Set<String> leaks = new TreeSet<>();
    for (String name : member.symbols().defined()) {
      if (name.startsWith("cblas_") || name.startsWith("LAPACKE_")) {
        leaks.add(name);
      }
    }
    if (!leaks.isEmpty()) {
      findings.about(
          "R14",
          findings.severity("R14"),
          library,
          "has the prefix "
              + library.affix().prefix()
              + " and defines plain names: "
              + some(leaks));
    }
  }
}
