package io.envprobe.blas;

import static io.envprobe.blas.IntegerWidth.LP64;
import static io.envprobe.blas.Scope.Kind.ENVIRONMENT;
import static io.envprobe.blas.Scope.Kind.MACHINE;
import static io.envprobe.blas.Scope.Kind.PROCESS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.envprobe.blas.ScopeFixture.FileFixture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each rule about what is around files: one machine that raises it, and one that does not. */
class MachineRulesTest {
  private static final String DIRECTORY = "/usr/lib/openblas/";

  /** Surroundings in which one thing is set after another. */
  private static final class Around {
    private final Set<String> features;
    private final boolean musl;
    private final boolean scarceTls;
    private final OptionalInt processors;
    private final Map<String, String> variables;
    private final List<AlternativeGroup> groups;
    private final Set<String> dangling;
    private final List<Claim> claims;
    private final List<PkgConfigFile> packages;

    Around(
        Set<String> features,
        boolean musl,
        boolean scarceTls,
        OptionalInt processors,
        Map<String, String> variables,
        List<AlternativeGroup> groups,
        Set<String> dangling,
        List<Claim> claims,
        List<PkgConfigFile> packages) {
      this.features = features;
      this.musl = musl;
      this.scarceTls = scarceTls;
      this.processors = processors;
      this.variables = variables;
      this.groups = groups;
      this.dangling = dangling;
      this.claims = claims;
      this.packages = packages;
    }

    Surroundings surroundings() {
      return new Surroundings(
          "x86_64",
          features,
          musl,
          scarceTls,
          processors,
          variables,
          groups,
          dangling,
          Optional.empty(),
          claims,
          packages);
    }
  }

  private static Surroundings groups(Set<String> dangling, AlternativeGroup... groups) {
    return new Around(
            Set.of(),
            false,
            false,
            OptionalInt.empty(),
            Map.of(),
            List.of(groups),
            dangling,
            List.of(),
            List.of())
        .surroundings();
  }

  private static Surroundings variables(int processors, Map<String, String> variables) {
    return new Around(
            Set.of(),
            false,
            false,
            OptionalInt.of(processors),
            variables,
            List.of(),
            Set.of(),
            List.of(),
            List.of())
        .surroundings();
  }

  private static Surroundings system(boolean musl, boolean scarceTls, String... features) {
    return new Around(
            Set.of(features),
            musl,
            scarceTls,
            OptionalInt.empty(),
            Map.of(),
            List.of(),
            Set.of(),
            List.of(),
            List.of())
        .surroundings();
  }

  private static Surroundings records(List<Claim> claims, List<PkgConfigFile> packages) {
    return new Around(
            Set.of(),
            false,
            false,
            OptionalInt.empty(),
            Map.of(),
            List.of(),
            Set.of(),
            claims,
            packages)
        .surroundings();
  }

  private static AlternativeGroup group(String link, boolean manual, String value) {
    return new AlternativeGroup(
        link + "-x86_64-linux-gnu",
        manual,
        "/usr/lib/" + link,
        Optional.of(value),
        List.of(
            new AlternativeGroup.Choice("/usr/lib/blas/" + link, 10),
            new AlternativeGroup.Choice(DIRECTORY + link, 100)));
  }

  private static FileFixture openblas() {
    return FileFixture.openblas("/usr/lib/libopenblas.so.0", Affix.NONE, LP64);
  }

  private static String raised(String rule, Surroundings around, FileFixture... files) {
    ScopeFixture fixture = ScopeFixture.of(PROCESS).with(around);
    for (FileFixture file : files) {
      fixture.add(file);
    }
    return fixture.raised(rule);
  }

  @Test
  void r10RaisesALinkForBuildsThatIsNotTheOneForRuns() {
    assertEquals(
        "R10 WARNING",
        raised(
            "R10",
            groups(
                Set.of(),
                group("libblis.so", false, "/usr/lib/pthread/libblis.so"),
                group("libblis.so.4", false, "/usr/lib/openmp/libblis.so.4"))));
    assertEquals(
        "none",
        raised(
            "R10",
            groups(
                Set.of(),
                group("libblas.so", false, DIRECTORY + "libblas.so"),
                group("libblas.so.3", false, DIRECTORY + "libblas.so.3"))));
  }

  @Test
  void r11TellsTheStateOfTheAlternatives() {
    AlternativeGroup best = group("libblas.so.3", false, DIRECTORY + "libblas.so.3");
    AlternativeGroup stale = group("libblas.so.3", false, "/usr/lib/blas/libblas.so.3");
    AlternativeGroup chosen = group("libblas.so.3", true, "/usr/lib/blas/libblas.so.3");
    assertEquals("none", raised("R11", groups(Set.of(), best)));
    assertEquals("R11 ERROR", raised("R11", groups(Set.of(), stale)));
    assertEquals("R11 INFO", raised("R11", groups(Set.of(), chosen)));
    assertEquals("R11 ERROR", raised("R11", groups(Set.of(best.name()), best)));
  }

  @Test
  void r15NamesTheFeatureThatTheProcessorLacks() {
    FileFixture skylake =
        openblas().builtFor("text OpenBLAS 0.3.28 NO_AFFINITY SKYLAKEX MAX_THREADS=64");
    assertEquals("R15 ERROR", raised("R15", system(false, false, "avx2", "fma"), skylake));
    assertEquals("R15 WARNING", raised("R15", system(false, false, "avx512f"), skylake));
  }

  @Test
  void r16ComparesRecordsWithTheLibrary() {
    Claim wrong = new Claim("/e/numpy/__config__.py", "/usr/lib/libopenblas.so.0", "version", "1");
    Claim right =
        new Claim("/e/numpy/__config__.py", "/usr/lib/libopenblas.so.0", "version", "0.3.28");
    assertEquals("R16 WARNING", raised("R16", records(List.of(wrong), List.of()), openblas()));
    assertEquals("none", raised("R16", records(List.of(right), List.of()), openblas()));
  }

  @Test
  void r17NamesOverrides() {
    assertEquals("R17 INFO", raised("R17", variables(4, Map.of("OPENBLAS_CORETYPE", "Haswell"))));
    assertEquals("none", raised("R17", variables(4, Map.of("PATH", "/bin"))));
  }

  @Test
  void r18RaisesStaticStorageWhereItIsScarce() {
    FileFixture late = FileFixture.at("/e/libgomp.so.1").runtime("libgomp").staticTls();
    FileFixture early = FileFixture.at("/e/libgomp.so.1").runtime("libgomp").staticTls().global();
    assertEquals("R18 WARNING", raised("R18", system(false, true), late));
    assertEquals("none", raised("R18", system(false, true), early));
    assertEquals("none", raised("R18", system(false, false), late));
  }

  @Test
  void r19ComparesThreadsWithProcessors() {
    assertEquals("R19 WARNING", raised("R19", variables(2, Map.of("OMP_NUM_THREADS", "8,4"))));
    assertEquals("none", raised("R19", variables(8, Map.of("OMP_NUM_THREADS", "8"))));
    assertEquals("none", raised("R19", variables(2, Map.of("OMP_NUM_THREADS", "many"))));
  }

  @Test
  void r20NamesMusl() {
    assertEquals("R20 INFO", raised("R20", system(true, false), openblas()));
    assertEquals("none", raised("R20", system(false, false), openblas()));
  }

  @Test
  void r22RefusesTheProvidersVersionForTheInterface() {
    PkgConfigFile provider =
        PkgConfigFile.parse("/usr/lib/pkgconfig/blas.pc", "Version: 0.3.28+ds\nLibs: -lblas\n");
    PkgConfigFile reference =
        PkgConfigFile.parse("/usr/lib/pkgconfig/blas.pc", "Version: 3.11.0\nLibs: -lblas\n");
    assertEquals("R22 INFO", raised("R22", records(List.of(), List.of(provider)), openblas()));
    assertEquals("none", raised("R22", records(List.of(), List.of(reference)), openblas()));
  }

  @Test
  void kindsOfScopesThatShareNoProcessRaiseNothingAboutThreads() {
    ScopeFixture machine =
        ScopeFixture.of(MACHINE)
            .add(FileFixture.at("/a/libgomp.so.1").runtime("libgomp"))
            .add(FileFixture.at("/a/libomp.so.5").runtime("llvm-openmp"));
    assertEquals(List.of(), machine.raised());
    assertEquals(
        "R07 WARNING",
        ScopeFixture.of(ENVIRONMENT)
            .add(FileFixture.at("/a/libgomp.so.1").runtime("libgomp"))
            .add(FileFixture.at("/a/libomp.so.5").runtime("llvm-openmp"))
            .raised("R07"));
  }
}
