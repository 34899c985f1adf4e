package io.envprobe.blas.internal.rules;

import io.envprobe.blas.Member;
import io.envprobe.blas.NumericalLibrary;
import io.envprobe.blas.Offer;
import io.envprobe.blas.Scope;
import io.envprobe.blas.Threading;
import io.envprobe.fact.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** R07, R08, R18: threads and their runtimes. */
public final class ThreadRules {
  private static final Set<String> LLVM = Set.of("llvm-openmp", "intel-openmp", "kmp-openmp");

  private ThreadRules() {}

  public static void check(Scope scope, Findings findings) {
    List<NumericalLibrary> runtimes = runtimes(scope);
    if (scope.mayShareProcess()) {
      several(scope, runtimes, findings);
      twoKinds(scope, runtimes, findings);
    }
    staticTls(scope, findings);
  }

  /** Each SONAME once: the loader takes a second file of the same name for the first. */
  private static List<NumericalLibrary> runtimes(Scope scope) {
    Map<String, NumericalLibrary> bySoname = new LinkedHashMap<>();
    for (Member member : scope.libraries()) {
      NumericalLibrary library = member.library();
      if (library.offers(Offer.OPENMP)) {
        bySoname.putIfAbsent(library.soname().orElse(library.path()), library);
      }
    }
    return new ArrayList<>(bySoname.values());
  }

  private static void several(Scope scope, List<NumericalLibrary> runtimes, Findings findings) {
    if (runtimes.size() < 2) {
      return;
    }
    long llvm = runtimes.stream().filter(ThreadRules::isLlvm).count();
    boolean gnu = runtimes.stream().anyMatch(runtime -> !isLlvm(runtime));
    boolean mkl =
        scope.libraries().stream()
            .anyMatch(
                member ->
                    member.library().provider().equals(Optional.of("mkl"))
                        && member.library().fileName().contains("intel_thread"));
    boolean fatal = llvm > 1 || (llvm > 0 && gnu && mkl);
    List<String> others = runtimes.stream().skip(1).map(Findings::name).toList();
    findings.about(
        "R07",
        fatal ? Severity.ERROR : findings.severity("R07"),
        runtimes.get(0),
        "is one of "
            + runtimes.size()
            + " OpenMP runtimes: "
            + String.join(", ", others)
            + (llvm > 1 ? "; two of LLVM's family end the process or block it" : ""));
  }

  private static boolean isLlvm(NumericalLibrary runtime) {
    return LLVM.contains(runtime.provider().orElse(""));
  }

  private static void twoKinds(Scope scope, List<NumericalLibrary> runtimes, Findings findings) {
    boolean openmp =
        !runtimes.isEmpty()
            || scope.libraries().stream()
                .anyMatch(
                    member -> member.library().threading().equals(Optional.of(Threading.OPENMP)));
    for (Member member : scope.libraries()) {
      NumericalLibrary library = member.library();
      if (openmp
          && !library.shim()
          && library.threading().equals(Optional.of(Threading.PTHREADS))) {
        String with =
            runtimes.isEmpty() ? "a BLAS that uses OpenMP" : Findings.name(runtimes.get(0));
        findings.about(
            "R08", findings.severity("R08"), library, "starts threads of its own beside " + with);
        return;
      }
    }
  }

  private static void staticTls(Scope scope, Findings findings) {
    if (!scope.surroundings().scarceTls()) {
      return;
    }
    for (Member member : scope.libraries()) {
      if (member.library().staticTls() && !member.global()) {
        findings.about(
            "R18",
            findings.severity("R18"),
            member.library(),
            "takes static thread-local storage, which may be used up when it is loaded late");
      }
    }
  }
}
