package io.envprobe.blas;

import static io.envprobe.blas.IntegerWidth.ILP64;
import static io.envprobe.blas.IntegerWidth.LP64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.blas.ScopeFixture.FileFixture;
import io.envprobe.fact.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Other providers in the same place. */
class SwitchingTest {
  private static final FileFixture OLD =
      FileFixture.openblas("/a/libblas.so.3", Affix.NONE, LP64).defines("dgesv_", "dgetrf_");

  private static SwitchCheck check(FileFixture program, FileFixture fresh) {
    Scope scope = ScopeFixture.of(Scope.Kind.PROGRAM).add(program).add(OLD).scope();
    Member member = fresh.member();
    return SwitchCheck.of(
        scope,
        OLD.member().library(),
        OLD.member().symbols().defined(),
        member.library(),
        member.symbols().defined());
  }

  private static FileFixture program(String... symbols) {
    return FileFixture.at("/usr/bin/solve").needs("libblas.so.3").uses(symbols);
  }

  private static FileFixture blis(IntegerWidth width) {
    return FileFixture.at("/b/libblas.so.3").provider("blis", "0.9.0").blas(Affix.NONE, width);
  }

  @Test
  void aProviderWithEveryUsedFunctionNeedsNoRebuild() {
    SwitchCheck check = check(program("ddot_", "dgesv_"), blis(LP64));
    assertEquals(Optional.of(true), check.possible());
    assertEquals(Set.of("ddot_"), check.used());
  }

  @Test
  void aMissingFunctionOtherIntegersOrAProviderByNameDenyIt() {
    assertEquals(
        Optional.of(false),
        check(program("ddot_", "dgesv_"), blis(LP64).defines("dgetrf_")).possible());
    assertEquals(Optional.of(false), check(program("ddot_"), blis(ILP64)).possible());
    assertEquals(
        Optional.of(false),
        check(program("ddot_").needs("libopenblas.so.0"), blis(LP64)).possible());
  }

  private static List<String> validate(String profile, FileFixture... files) {
    Map<String, Member> members = new HashMap<>();
    for (FileFixture file : files) {
      members.put(file.member().library().fileName(), file.member());
    }
    return ProviderDirectory.validate(profile, "/d", members).orElseThrow().stream()
        .map(Finding::rule)
        .toList();
  }

  @Test
  void aDirectoryKeepsTheContractOfItsDistribution() {
    FileFixture blas = FileFixture.openblas("/d/libblas.so.3", Affix.NONE, LP64).wholeInterface();
    FileFixture lapack = FileFixture.at("/d/liblapack.so.3").provider("netlib", "").lapack();
    assertEquals(List.of(), validate("debian", blas));
    assertEquals(List.of(), validate("debian", lapack));
    assertEquals(List.of("contract.missing"), validate("debian"));
    assertTrue(validate("gentoo", blas).contains("contract.missing"));
    assertEquals(
        List.of("R01"),
        validate(
            "debian",
            FileFixture.openblas("/d/libblas.so.3", Affix.NONE, LP64)
                .wholeInterface()
                .soname("libopenblas.so.0")));
    assertEquals(Optional.empty(), ProviderDirectory.validate("plan9", "/d", Map.of()));
  }

  @Test
  void commandsAreForTheSwitchOfTheMachine() {
    List<Candidate> candidates =
        List.of(
            new Candidate("alternatives", "libblas.so.3", "blis", "/b/libblas.so.3", false, ""),
            new Candidate("eselect", "blas/lib64", "blis", "", false, ""),
            new Candidate("flexiblas", "libflexiblas.so.3", "BLIS", "", false, ""));
    assertEquals(
        List.of(
            "update-alternatives --set libblas.so.3 /b/libblas.so.3",
            "eselect blas set lib64 blis",
            "flexiblas default BLIS"),
        SwitchCommand.set(candidates, "blis"));
    assertEquals(List.of(), SwitchCommand.set(candidates, "mkl"));
  }

  @Test
  void theBuildStringOfCondaTellsTheProvider() {
    assertEquals(
        "openblas",
        CondaBuild.parse("libblas-3.11.0-8_h59b9bed_openblas.json").orElseThrow().provider());
    assertEquals(
        "llvm-openmp",
        CondaBuild.parse("_openmp_mutex-4.5-2_kmp_llvm.json").orElseThrow().provider());
    assertEquals(Optional.empty(), CondaBuild.parse("numpy-2.0.0-py311_0.json"));
  }
}
