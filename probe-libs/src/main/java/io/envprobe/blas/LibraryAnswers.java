package io.envprobe.blas;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Transcript;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a library said when its functions were called, beside what its file says. Immutable.
 *
 * @param library what the file says
 * @param version of the provider's library
 * @param integerWidth how wide its integers are, as {@code ilaver_} writes them or {@code isamax_}
 *     reads them
 * @param lapackVersion the version of LAPACK that it implements
 * @param threading how it uses several processors
 * @param kernel the kernels that it chose for this processor, in its own words
 * @param values every answer as it came, by function, in the order of the calls
 * @param broken where it ended its process or did not return; what came before stands
 * @param silence why there is no answer at all; empty where there is one
 */
public record LibraryAnswers(
    NumericalLibrary library,
    Optional<String> version,
    Optional<IntegerWidth> integerWidth,
    Optional<String> lapackVersion,
    Optional<Threading> threading,
    Optional<String> kernel,
    Map<String, String> values,
    Optional<Transcript.Break> broken,
    Optional<String> silence) {
  static final String MUTE = "it defines no function that tells what it is";

  public LibraryAnswers {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** No answers, and why. */
  static LibraryAnswers none(NumericalLibrary library, String silence) {
    return new LibraryAnswers(
        library,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.of(silence));
  }

  /** Whether there is no function that could tell anything, so that it was not opened. */
  public boolean isMute() {
    return silence.equals(Optional.of(MUTE));
  }

  /** One statement from both sources; either may be silent. */
  public record Statement(String about, Optional<String> byFile, Optional<String> byCall) {
    /**
     * Whether both speak, and say different things; what is delegated is not disputed by what came
     * of it.
     */
    public boolean isDisputed() {
      return byFile.isPresent()
          && byCall.isPresent()
          && !byFile.equals(byCall)
          && !byFile.get().equals(Threading.DELEGATED.label());
    }
  }

  /** What the file and the calls say about the same things; those of which neither speaks too. */
  public List<Statement> statements() {
    return List.of(
        new Statement("version", library.version(), version),
        new Statement(
            "interface",
            library.integerWidth().map(IntegerWidth::label),
            integerWidth.map(IntegerWidth::label)),
        new Statement("LAPACK", library.lapackVersion(), lapackVersion),
        new Statement(
            "threading",
            library.threading().map(Threading::label),
            threading.map(Threading::label)));
  }

  /**
   * Where file and calls disagree ({@code blas.call-differs}), where the library ends its process
   * ({@code blas.crashes}) or does not return ({@code blas.hangs}).
   */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Statement statement : statements()) {
      if (statement.isDisputed()) {
        findings.add(
            new Finding(
                "blas.call-differs",
                Severity.WARNING,
                library.path()
                    + " has "
                    + statement.about()
                    + " "
                    + statement.byFile().orElse("")
                    + " by its file and "
                    + statement.byCall().orElse("")
                    + " by a call",
                library.path(),
                List.of(
                    Evidence.file(library.path(), statement.byFile().orElse("")),
                    new Evidence("call", library.path(), statement.byCall().orElse(""))),
                "believe the call: a variable, or a library that this one brings in, changes what"
                    + " the file says"));
      }
    }
    if (broken.isPresent()) {
      boolean hung = broken.get().kind() == FailureKind.TIMEOUT;
      String where = broken.get().step().isEmpty() ? "" : " in " + broken.get().step();
      findings.add(
          new Finding(
              hung ? "blas.hangs" : "blas.crashes",
              Severity.ERROR,
              library.path() + (hung ? " does not return" : " ends its process") + where,
              library.path(),
              List.of(new Evidence("call", library.path(), broken.get().detail())),
              "programs that use it will " + (hung ? "hang" : "end") + ": see what it brings in"));
    }
    return findings;
  }
}
