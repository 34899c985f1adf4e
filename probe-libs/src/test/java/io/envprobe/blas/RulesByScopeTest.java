package io.envprobe.blas;

import static io.envprobe.blas.IntegerWidth.ILP64;
import static io.envprobe.blas.IntegerWidth.LP64;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.envprobe.blas.ScopeFixture.FileFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Over which kinds of scopes each rule says something; the table says the same. */
class RulesByScopeTest {
  private static final Affix PREFIXED = new Affix("scipy_", "");

  private static FileFixture openblas(String path) {
    return FileFixture.openblas(path, Affix.NONE, LP64);
  }

  private static FileFixture program() {
    return FileFixture.at("/usr/bin/solve").soname("").uses("ddot_", "dgesv_");
  }

  private static AlternativeGroup group(String link, String value) {
    return new AlternativeGroup(link, true, "/usr/lib/" + link, Optional.of(value), List.of());
  }

  private static Surroundings around(
      Map<String, String> variables,
      List<AlternativeGroup> groups,
      boolean musl,
      List<Claim> claims,
      List<PkgConfigFile> packages) {
    return new Surroundings(
        "x86_64",
        Set.of("avx2"),
        musl,
        true,
        OptionalInt.of(2),
        variables,
        groups,
        Set.of(),
        Optional.empty(),
        claims,
        packages);
  }

  /** Files and surroundings that a rule is about. */
  private static ScopeFixture scope(String rule, Scope.Kind kind) {
    ScopeFixture scope = ScopeFixture.of(kind);
    Surroundings plain = around(Map.of(), List.of(), false, List.of(), List.of());
    return switch (rule) {
      case "R01" -> scope.add(openblas("/x/libopenblas.so.0").named("libblas.so.3"));
      case "R02" -> scope.add(program().needs("libopenblas.so.0"));
      case "R03" -> scope.add(openblas("/usr/lib/libblas.so.3").named("libblas.so.3"));
      case "R04" ->
          scope
              .add(openblas("/usr/lib/libblas.so.3").named("libblas.so.3"))
              .add(
                  FileFixture.at("/a/liblapack.so.3")
                      .provider("atlas", "")
                      .lapack()
                      .named("liblapack.so.3"));
      case "R05" ->
          scope
              .add(FileFixture.openblas("/w/libblas.so.3", Affix.NONE, ILP64).named("libblas.so.3"))
              .add(openblas("/n/libopenblas.so.0"));
      case "R06" ->
          scope.add(openblas("/a/libopenblas-r0.3.15.so")).add(openblas("/b/libopenblas-r0.so"));
      case "R07" ->
          scope
              .add(FileFixture.at("/a/libgomp.so.1").runtime("libgomp"))
              .add(FileFixture.at("/a/libomp.so.5").runtime("llvm-openmp"));
      case "R08" ->
          scope
              .add(openblas("/a/libopenblas.so").threads(Threading.PTHREADS))
              .add(FileFixture.at("/a/libgomp.so.1").runtime("libgomp"));
      case "R09" ->
          scope
              .add(
                  FileFixture.at("/p/libblas.so.3")
                      .provider("openblas", "")
                      .blas(Affix.NONE, LP64)
                      .shim()
                      .uses("sgemv_thread_n"))
              .add(openblas("/s/libopenblas.so.0"));
      case "R10" ->
          scope.with(
              around(
                  Map.of(),
                  List.of(group("libblis.so", "/p/libblis.so"), group("libblis.so.4", "/o/x")),
                  false,
                  List.of(),
                  List.of()));
      case "R11" ->
          scope.with(
              around(
                  Map.of(), List.of(group("libblas.so.3", "/p/x")), false, List.of(), List.of()));
      case "R12" ->
          scope
              .add(program().needs("libcblas.so.3"))
              .add(FileFixture.at("/l/libcblas.so.3").provider("atlas", "").named("libcblas.so.3"));
      case "R13" ->
          scope.add(openblas("/e/numpy.libs/libopenblas-9.so").soname("libopenblas.so.0"));
      case "R14" ->
          scope.add(
              FileFixture.openblas("/e/libscipy_openblas.so", PREFIXED, LP64)
                  .defines("cblas_dgemm_batch"));
      case "R15" ->
          scope.add(openblas("/a/x.so").builtFor("text OpenBLAS 0.3.28 NO_AFFINITY HASWELL"));
      case "R16" ->
          scope
              .with(
                  around(
                      Map.of(),
                      List.of(),
                      false,
                      List.of(new Claim("/c", "/a/libopenblas.so.0", "version", "1")),
                      List.of()))
              .add(openblas("/a/libopenblas.so.0"));
      case "R17" ->
          scope.with(
              around(Map.of("OPENBLAS_CORETYPE", "Zen"), List.of(), false, List.of(), List.of()));
      case "R18" ->
          scope.with(plain).add(FileFixture.at("/e/libgomp.so.1").runtime("libgomp").staticTls());
      case "R19" ->
          scope.with(
              around(Map.of("OMP_NUM_THREADS", "8"), List.of(), false, List.of(), List.of()));
      case "R20" ->
          scope
              .with(around(Map.of(), List.of(), true, List.of(), List.of()))
              .add(openblas("/a/libopenblas.so.0"));
      case "R21" ->
          scope
              .with(plain)
              .add(FileFixture.at("/f/libgomp.so.1").runtime("libgomp").architecture("aarch64"));
      case "R22" ->
          scope
              .with(
                  around(
                      Map.of(),
                      List.of(),
                      false,
                      List.of(),
                      List.of(
                          PkgConfigFile.parse("/p/blas.pc", "Version: 0.3.28\nLibs: -lblas\n"))))
              .add(openblas("/a/libopenblas.so.0"));
      default -> throw new AssertionError("no fixture for " + rule);
    };
  }

  @Test
  void everyRuleIsRaisedOverTheKindsOfScopesThatItsTableNames() {
    for (Rule rule : Rule.all()) {
      List<String> kinds = new ArrayList<>();
      for (Scope.Kind kind : Scope.Kind.values()) {
        if (!scope(rule.id(), kind).raised(rule.id()).equals("none")) {
          kinds.add(kind.name().toLowerCase(Locale.ROOT));
        }
      }
      assertEquals(rule.scopes(), kinds, rule.id());
    }
  }

  @Test
  void noRuleIsRaisedWhereNothingIsWrong() {
    for (Scope.Kind kind : Scope.Kind.values()) {
      assertEquals(
          List.of(),
          ScopeFixture.of(kind)
              .with(around(Map.of(), List.of(), false, List.of(), List.of()))
              .add(
                  openblas("/usr/lib/libblas.so.3").named("libblas.so.3").wholeInterface().global())
              .raised());
    }
  }
}
