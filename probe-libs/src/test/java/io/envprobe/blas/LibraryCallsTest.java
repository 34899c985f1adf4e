package io.envprobe.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.blas.ScopeFixture.FileFixture;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.host.FailureKind;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import io.envprobe.host.Transcript;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What libraries say when they are called, told by a host that answers for them. */
class LibraryCallsTest {
  private static final String NARROW = String.valueOf(-1L << 32 | 3);

  /** A host on which one library answers, and that keeps what was asked. */
  private static final class Answering implements Host {
    private final Outcome<Transcript> outcome;
    private Optional<Request.Conversation> asked = Optional.empty();

    Answering(Outcome<Transcript> outcome) {
      this.outcome = outcome;
    }

    @Override
    @SuppressWarnings("unchecked") // Each branch answers with the type that its request declares.
    public <T> Outcome<T> answer(Request<T> request) {
      if (request instanceof Request.Conversation conversation) {
        asked = Optional.of(conversation);
        return (Outcome<T>) outcome;
      }
      if (request instanceof Request.Status) {
        return (Outcome<T>) Outcome.of(new FileStatus(FileStatus.Type.FILE, 7, false));
      }
      return request instanceof Request.RealPath path
          ? (Outcome<T>) Outcome.of(path.path())
          : Outcome.failed(FailureKind.NOT_FOUND, request.key());
    }
  }

  private static Transcript.Step step(String name, String... pairs) {
    java.util.Map<String, String> values = new java.util.HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    return new Transcript.Step(name, "", Optional.of(0L), values, Map.of());
  }

  private static LibraryAnswers ask(FileFixture file, Transcript.Step... steps) {
    return ask(file, new Answering(Outcome.of(new Transcript(List.of(steps), Optional.empty()))));
  }

  private static LibraryAnswers ask(FileFixture file, Host host) {
    Member member = file.member();
    return LibraryCalls.ask(host, member.library(), member.symbols(), 1000);
  }

  private static FileFixture openblas() {
    return FileFixture.openblas("/a/libopenblas.so.0", Affix.NONE, IntegerWidth.LP64)
        .defines("openblas_get_config", "openblas_get_parallel", "ilaver_", "isamax_");
  }

  @Test
  void askedAreOnlyFunctionsThatTheFileDefinesItselfUnderItsOwnNames() {
    Answering host = new Answering(Outcome.of(new Transcript(List.of(), Optional.empty())));
    FileFixture file =
        FileFixture.openblas("/a/lib.so", new Affix("scipy_", "64_"), IntegerWidth.ILP64)
            .defines("scipy_openblas_get_config64_", "scipy_ilaver_64_");
    ask(file, host);
    assertEquals(
        List.of(
            "openblas_get_config:scipy_openblas_get_config64_() -> text:text",
            "ilaver_:scipy_ilaver_64_(>major:long=-1, >minor:long=-1, >patch:long=-1) -> void"),
        host.asked.orElseThrow().calls());
    assertTrue(host.asked.orElseThrow().environment().contains("OPENBLAS_NUM_THREADS=1"));
    assertTrue(host.asked.orElseThrow().environment().contains("LD_PRELOAD"));
  }

  @Test
  void whatWasNotWrittenTellsTheWidthOfIntegers() {
    LibraryAnswers narrow =
        ask(openblas(), step("ilaver_", "major", NARROW, "minor", NARROW, "patch", NARROW));
    assertEquals(Optional.of(IntegerWidth.LP64), narrow.integerWidth());
    assertEquals(Optional.of("3.3.3"), narrow.lapackVersion());
    assertEquals("major=3 minor=3 patch=3", narrow.values().get("ilaver_"));
    LibraryAnswers wide =
        ask(openblas(), step("ilaver_", "major", "3", "minor", "12", "patch", "0"));
    assertEquals(Optional.of(IntegerWidth.ILP64), wide.integerWidth());
    assertEquals(Optional.of("3.12.0"), wide.lapackVersion());
  }

  @Test
  void aCountThatIsNegativeWithSixtyFourBitsTellsItWithoutLapack() {
    assertEquals(
        Optional.of(IntegerWidth.LP64),
        ask(openblas(), step("isamax_", "value", "2")).integerWidth());
    assertEquals(
        Optional.of(IntegerWidth.ILP64),
        ask(openblas(), step("isamax_", "value", "0")).integerWidth());
    assertEquals(Optional.empty(), ask(openblas(), step("isamax_", "value", "1")).integerWidth());
  }

  @Test
  void versionsAreReadFromWhatEachProviderSays() {
    Map<Transcript.Step, String> cases =
        Map.of(
            step("openblas_get_config", "text", "OpenBLAS 0.3.31.dev  USE64BITINT Zen"),
            "0.3.31.dev",
            step("bli_info_get_version_str", "text", "0.9.0"),
            "0.9.0",
            step("ATL_buildinfo", "text", "ATLAS version 3.10.3 built by buildd on Wed Nov 30"),
            "3.10.3",
            step(
                "mkl_get_version_string",
                "text",
                "Intel(R) oneAPI Math Kernel Library Version 2026.2-Product Build 20260915"),
            "2026.2",
            step("flexiblas_get_version", "major", "3", "minor", "4", "patch", "5"),
            "3.4.5");
    cases.forEach(
        (step, version) ->
            assertEquals(Optional.of(version), ask(openblas(), step).version(), step.name()));
  }

  @Test
  void aDisagreementIsAFindingAndChangesNothingThatTheFileSays() {
    LibraryAnswers answers =
        ask(
            openblas().threads(Threading.PTHREADS),
            step("openblas_get_config", "text", "OpenBLAS 0.3.29 Zen"),
            step("openblas_get_parallel", "value", "1"));
    assertEquals(Optional.of("0.3.28"), answers.library().version());
    assertEquals(Optional.of("0.3.29"), answers.version());
    List<Finding> findings = answers.findings();
    assertEquals(1, findings.size(), findings.toString());
    assertEquals("blas.call-differs", findings.get(0).rule());
    assertEquals(
        "/a/libopenblas.so.0 has version 0.3.28 by its file and 0.3.29 by a call",
        findings.get(0).message());
  }

  @Test
  void whatIsDelegatedIsNotDisputedByWhatCameOfIt() {
    LibraryAnswers answers =
        ask(
            FileFixture.at("/a/libmkl_rt.so.3")
                .provider("mkl", "")
                .threads(Threading.DELEGATED)
                .defines("MKL_Set_Threading_Layer"),
            step("MKL_Set_Threading_Layer", "value", "0"));
    assertEquals(Optional.of(Threading.OPENMP), answers.threading());
    assertEquals(List.of(), answers.findings());
  }

  @Test
  void aPartOfALibraryIsNotMadeToCompute() {
    assertTrue(
        ask(FileFixture.at("/a/libmkl_intel_lp64.so.3").provider("mkl", "").defines("isamax_"))
            .isMute());
    assertFalse(
        ask(FileFixture.at("/a/libmkl_rt.so.3").provider("mkl", "").defines("isamax_")).isMute());
  }

  @Test
  void aLibraryThatEndsItsProcessIsAnErrorAndWhatItSaidStands() {
    Transcript.Break end = new Transcript.Break("isamax_", FailureKind.CRASHED, "ended");
    LibraryAnswers answers =
        ask(
            openblas(),
            new Answering(
                Outcome.of(
                    new Transcript(
                        List.of(step("openblas_get_config", "text", "OpenBLAS 0.3.28 Zen")),
                        Optional.of(end)))));
    assertEquals(Optional.of("0.3.28"), answers.version());
    Finding finding = answers.findings().get(0);
    assertEquals("blas.crashes " + Severity.ERROR, finding.rule() + " " + finding.severity());
    assertEquals("/a/libopenblas.so.0 ends its process in isamax_", finding.message());
  }

  @Test
  void silenceHasAReason() {
    assertEquals(
        Optional.of("not allowed"),
        ask(openblas(), new Answering(Outcome.failed(FailureKind.FORBIDDEN, "not allowed")))
            .silence());
    Transcript.Step refused =
        new Transcript.Step("open", "", Optional.of(-1L), Map.of("error", "no libm"), Map.of());
    assertEquals(Optional.of("it cannot be opened: no libm"), ask(openblas(), refused).silence());
    assertEquals(
        Optional.of("it lies in an archive"),
        ask(FileFixture.openblas("/w/a.whl!/lib.so", Affix.NONE, IntegerWidth.LP64)
                .defines("isamax_"))
            .silence());
  }
}
