package io.envprobe.blas;

import static io.envprobe.blas.IntegerWidth.ILP64;
import static io.envprobe.blas.IntegerWidth.LP64;
import static io.envprobe.blas.Scope.Kind.ENVIRONMENT;
import static io.envprobe.blas.Scope.Kind.MACHINE;
import static io.envprobe.blas.Scope.Kind.PROCESS;
import static io.envprobe.blas.Scope.Kind.PROGRAM;
import static io.envprobe.blas.Scope.Kind.WHEELS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.blas.ScopeFixture.FileFixture;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each rule about files: one scope that raises it, and one that does not. */
class RulesTest {
  private static final Affix SUFFIXED = new Affix("", "64_");
  private static final Affix PREFIXED = new Affix("scipy_", "");

  private static FileFixture openblas(String path) {
    return FileFixture.openblas(path, Affix.NONE, LP64);
  }

  private static FileFixture program() {
    return FileFixture.at("/usr/bin/solve").soname("").uses("ddot_", "dgesv_");
  }

  @Test
  void everyRuleHasAllThatAPersonNeeds() {
    List<Rule> rules = Rule.all();
    assertEquals(22, rules.size());
    assertEquals(22, new HashSet<>(rules.stream().map(Rule::id).toList()).size());
    for (Rule rule : rules) {
      assertTrue(
          !rule.condition().isEmpty() && !rule.evidence().isEmpty() && !rule.title().isEmpty());
    }
  }

  @Test
  void r01RaisesASonameThatIsNotTheInterfaces() {
    assertEquals(
        "R01 ERROR",
        ScopeFixture.of(PROGRAM)
            .add(openblas("/opt/bad/libopenblas.so.0").named("libblas.so.3").wholeInterface())
            .raised("R01"));
    assertEquals(
        "R01 INFO",
        ScopeFixture.of(PROGRAM)
            .add(
                FileFixture.at("/usr/lib64/libflexiblas.so.3")
                    .provider("flexiblas", "")
                    .blas(Affix.NONE, LP64)
                    .named("libblas.so.3"))
            .raised("R01"));
    assertEquals(
        "none",
        ScopeFixture.of(PROGRAM)
            .add(openblas("/usr/lib/libblas.so.3").named("libblas.so.3"))
            .raised("R01"));
  }

  @Test
  void r02RaisesANeedOfTheProviderByName() {
    assertEquals(
        "R02 WARNING",
        ScopeFixture.of(PROGRAM).add(program().needs("libopenblas.so.0")).raised("R02"));
    assertEquals(
        "none", ScopeFixture.of(PROGRAM).add(program().needs("libblas.so.3")).raised("R02"));
    assertEquals(
        "none", ScopeFixture.of(WHEELS).add(program().needs("libopenblas.so.0")).raised("R02"));
  }

  @Test
  void r03CountsMissingFunctionsAndFailsWhereOneIsNeeded() {
    FileFixture partial = openblas("/usr/lib/libblas.so.3").named("libblas.so.3");
    assertEquals("R03 INFO", ScopeFixture.of(PROGRAM).add(partial).raised("R03"));
    assertEquals(
        "R03 ERROR",
        ScopeFixture.of(PROGRAM).add(program().uses("zhemm_")).add(partial).raised("R03"));
    assertEquals(
        "none",
        ScopeFixture.of(PROGRAM)
            .add(openblas("/usr/lib/libblas.so.3").named("libblas.so.3").wholeInterface())
            .raised("R03"));
  }

  @Test
  void r04RaisesAPairOfTwoProviders() {
    FileFixture blis =
        FileFixture.at("/usr/lib/blis/libblas.so.3")
            .provider("blis", "0.9.0")
            .blas(Affix.NONE, LP64)
            .named("libblas.so.3");
    assertEquals(
        "R04 WARNING",
        ScopeFixture.of(PROGRAM)
            .add(blis)
            .add(openblas("/usr/lib/x/liblapack.so.3").lapack().shim().named("liblapack.so.3"))
            .raised("R04"));
    assertEquals(
        "none",
        ScopeFixture.of(PROGRAM)
            .add(blis)
            .add(
                FileFixture.at("/usr/lib/lapack/liblapack.so.3")
                    .provider("netlib", "3.11.0")
                    .lapack()
                    .named("liblapack.so.3"))
            .raised("R04"));
  }

  @Test
  void r05PredictsTheSilentWrongAnswer() {
    FileFixture wide =
        FileFixture.openblas("/usr/lib/libopenblas64.so.0", Affix.NONE, ILP64).preloaded();
    FileFixture narrow = openblas("/usr/lib/libblas.so.3").named("libblas.so.3").global();
    assertEquals(
        "R05 ERROR", ScopeFixture.of(PROGRAM).add(wide).add(program()).add(narrow).raised("R05"));
    assertEquals(
        "none",
        ScopeFixture.of(PROGRAM)
            .add(FileFixture.openblas("/x/libopenblas64_.so.0", SUFFIXED, ILP64).preloaded())
            .add(program())
            .add(narrow)
            .raised("R05"));
    assertEquals(
        "R05 WARNING",
        ScopeFixture.of(PROCESS)
            .add(FileFixture.openblas("/x/libopenblas64.so.0", Affix.NONE, ILP64))
            .add(narrow)
            .raised("R05"));
    assertEquals(
        "none",
        ScopeFixture.of(MACHINE)
            .add(FileFixture.openblas("/x/libopenblas64.so.0", Affix.NONE, ILP64))
            .add(narrow)
            .raised("R05"));
  }

  @Test
  void r05RaisesAWideLibraryBehindTheNameOfTheNarrowInterface() {
    assertEquals(
        "R05 ERROR",
        ScopeFixture.of(MACHINE)
            .add(FileFixture.openblas("/x/libblas.so.3", Affix.NONE, ILP64).named("libblas.so.3"))
            .raised("R05"));
  }

  @Test
  void r06CountsCopiesOfOpenBlas() {
    FileFixture first = FileFixture.openblas("/a/libopenblas64_.so", SUFFIXED, ILP64);
    FileFixture second = FileFixture.openblas("/b/libscipy_openblas.so", PREFIXED, LP64);
    assertEquals("R06 INFO", ScopeFixture.of(PROCESS).add(first).add(second).raised("R06"));
    assertEquals(
        "R06 WARNING",
        ScopeFixture.of(PROCESS)
            .add(openblas("/a/libopenblasp-r0.3.15.so"))
            .add(openblas("/b/libopenblasp-r0.3.28.so"))
            .raised("R06"));
    assertEquals("none", ScopeFixture.of(PROCESS).add(first).raised("R06"));
  }

  @Test
  void r07CountsRuntimesBySoname() {
    FileFixture gnu = FileFixture.at("/a/libgomp-a34b3233.so.1.0.0").runtime("libgomp");
    FileFixture same = FileFixture.at("/b/libgomp-a34b3233.so.1.0.0").runtime("libgomp");
    FileFixture llvm = FileFixture.at("/c/libomp.so.5").runtime("llvm-openmp");
    FileFixture intel = FileFixture.at("/d/libiomp5.so").runtime("intel-openmp");
    assertEquals("none", ScopeFixture.of(PROCESS).add(gnu).add(same).raised("R07"));
    assertEquals("R07 WARNING", ScopeFixture.of(PROCESS).add(gnu).add(llvm).raised("R07"));
    assertEquals("R07 ERROR", ScopeFixture.of(PROCESS).add(llvm).add(intel).raised("R07"));
    FileFixture layer =
        FileFixture.at("/m/libmkl_intel_thread.so.2").provider("mkl", "").soname("");
    assertEquals(
        "R07 ERROR", ScopeFixture.of(PROCESS).add(gnu).add(intel).add(layer).raised("R07"));
  }

  @Test
  void r08RaisesThreadsOfTwoKinds() {
    FileFixture own = openblas("/a/libopenblas.so").threads(Threading.PTHREADS);
    FileFixture gnu = FileFixture.at("/a/libgomp.so.1").runtime("libgomp");
    assertEquals("R08 WARNING", ScopeFixture.of(PROCESS).add(own).add(gnu).raised("R08"));
    assertEquals("none", ScopeFixture.of(PROCESS).add(own).raised("R08"));
    assertEquals(
        "none",
        ScopeFixture.of(PROCESS)
            .add(openblas("/a/libopenblas.so").threads(Threading.OPENMP))
            .add(gnu)
            .raised("R08"));
  }

  @Test
  void r09RaisesAShimWhoseCoreIsOfAnotherFlavour() {
    FileFixture shim =
        FileFixture.at("/p/libblas.so.3")
            .provider("openblas", "")
            .blas(Affix.NONE, LP64)
            .shim()
            .uses("sgemv_thread_n");
    assertEquals(
        "R09 ERROR",
        ScopeFixture.of(PROGRAM).add(shim).add(openblas("/s/libopenblas.so.0")).raised("R09"));
    assertEquals(
        "none",
        ScopeFixture.of(PROGRAM)
            .add(shim)
            .add(openblas("/p/libopenblas.so.0").defines("sgemv_thread_n"))
            .raised("R09"));
  }

  @Test
  void r12RaisesTheCblasThatOnlyAtlasHas() {
    FileFixture atlas =
        FileFixture.at("/usr/lib/libcblas.so.3").provider("atlas", "").named("libcblas.so.3");
    assertEquals(
        "R12 WARNING",
        ScopeFixture.of(PROGRAM).add(program().needs("libcblas.so.3")).add(atlas).raised("R12"));
    assertEquals(
        "none",
        ScopeFixture.of(PROGRAM).add(program().needs("libblas.so.3")).add(atlas).raised("R12"));
  }

  @Test
  void r13RaisesAVendoredNameThatIsNotTheSoname() {
    FileFixture renamed =
        openblas("/e/numpy.libs/libopenblas-99b71e71.so").soname("libopenblas.so.0");
    assertEquals("R13 WARNING", ScopeFixture.of(WHEELS).add(renamed).raised("R13"));
    assertEquals(
        "none",
        ScopeFixture.of(WHEELS).add(openblas("/e/numpy.libs/libopenblas.so")).raised("R13"));
  }

  @Test
  void r14RaisesPlainNamesOfAPrefixedBuild() {
    FileFixture leaking =
        FileFixture.openblas("/e/libscipy_openblas.so", PREFIXED, LP64)
            .defines("cblas_dgemm_batch_strided");
    assertEquals("R14 WARNING", ScopeFixture.of(ENVIRONMENT).add(leaking).raised("R14"));
    assertEquals(
        "none",
        ScopeFixture.of(ENVIRONMENT)
            .add(FileFixture.openblas("/e/libscipy_openblas.so", PREFIXED, LP64))
            .raised("R14"));
  }

  @Test
  void r15RaisesCodeForOneProcessor() {
    assertEquals(
        "R15 WARNING",
        ScopeFixture.of(PROCESS)
            .add(openblas("/a/libopenblas.so").builtFor("text OpenBLAS 0.3.28 NO_AFFINITY"))
            .raised("R15"));
    assertEquals("none", ScopeFixture.of(PROCESS).add(openblas("/a/x.so")).raised("R15"));
  }

  @Test
  void r21LeavesFilesForAnotherArchitectureOut() {
    Surroundings here =
        new Surroundings(
            "x86_64",
            Set.of(),
            false,
            false,
            java.util.OptionalInt.empty(),
            java.util.Map.of(),
            List.of(),
            Set.of(),
            java.util.Optional.empty(),
            List.of(),
            List.of());
    FileFixture foreign =
        FileFixture.at("/usr/aarch64-linux-gnu/lib/libgomp.so.1")
            .runtime("libgomp")
            .architecture("aarch64");
    FileFixture own = FileFixture.at("/usr/lib/libomp.so.5").runtime("llvm-openmp");
    assertEquals(
        List.of("R21 INFO"), ScopeFixture.of(PROCESS).with(here).add(foreign).add(own).raised());
    assertEquals("none", ScopeFixture.of(PROCESS).with(here).add(own).raised("R21"));
  }
}
