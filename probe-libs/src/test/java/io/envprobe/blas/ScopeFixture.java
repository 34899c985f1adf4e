package io.envprobe.blas;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts scopes together from described files. */
final class ScopeFixture {
  private final Scope.Kind kind;
  private final List<Member> members = new ArrayList<>();
  private Surroundings surroundings = Surroundings.NONE;

  private ScopeFixture(Scope.Kind kind) {
    this.kind = kind;
  }

  static ScopeFixture of(Scope.Kind kind) {
    return new ScopeFixture(kind);
  }

  ScopeFixture with(Surroundings around) {
    surroundings = around;
    return this;
  }

  ScopeFixture add(FileFixture file) {
    members.add(file.member());
    return this;
  }

  Scope scope() {
    return new Scope(kind, members, surroundings);
  }

  /** The rules raised, each once, with their severities: {@code R05 ERROR}. */
  List<String> raised() {
    return Rules.check(scope()).stream()
        .map(finding -> finding.rule() + " " + finding.severity())
        .distinct()
        .toList();
  }

  /** Whether a rule is raised, and how. */
  String raised(String rule) {
    return raised().stream().filter(text -> text.startsWith(rule)).findFirst().orElse("none");
  }

  /** A described file. */
  static final class FileFixture {
    private final String path;
    private final Set<String> names = new HashSet<>();
    private final Set<Offer> offers = EnumSet.noneOf(Offer.class);
    private final Set<String> defined = new HashSet<>();
    private final Set<String> needed = new HashSet<>();
    private final List<String> libraries = new ArrayList<>();
    private final List<String> kernels = new ArrayList<>();
    private final List<Clue> clues = new ArrayList<>();
    private Optional<String> soname;
    private Optional<String> provider = Optional.empty();
    private Optional<String> version = Optional.empty();
    private Optional<IntegerWidth> width = Optional.empty();
    private Optional<Threading> threading = Optional.empty();
    private Affix affix = Affix.NONE;
    private String architecture = "x86_64";
    private boolean shim;
    private boolean staticTls;
    private boolean preloaded;
    private boolean global;

    private FileFixture(String path) {
      this.path = path;
      this.soname = Optional.of(path.substring(path.lastIndexOf('/') + 1));
    }

    static FileFixture at(String path) {
      return new FileFixture(path);
    }

    /** An OpenBLAS with kernels and a few functions. */
    static FileFixture openblas(String path, Affix affix, IntegerWidth width) {
      FileFixture file = at(path).provider("openblas", "0.3.28").blas(affix, width);
      file.kernels.add("HASWELL");
      return file;
    }

    FileFixture blas(Affix names, IntegerWidth bits) {
      affix = names;
      width = Optional.of(bits);
      offers.addAll(Set.of(Offer.BLAS, Offer.CBLAS));
      return defines(names.of("dgemm_"), names.of("ddot_"), names.of("cblas_dgemm"));
    }

    FileFixture wholeInterface() {
      for (Offer offer : List.of(Offer.BLAS, Offer.CBLAS, Offer.LAPACK)) {
        defined.addAll(Reference.functions(offer));
      }
      return this;
    }

    FileFixture runtime(String name) {
      offers.add(Offer.OPENMP);
      return provider(name, "");
    }

    FileFixture lapack() {
      offers.add(Offer.LAPACK);
      return this;
    }

    FileFixture provider(String name, String text) {
      provider = Optional.of(name);
      version = text.isEmpty() ? Optional.empty() : Optional.of(text);
      return this;
    }

    FileFixture soname(String name) {
      soname = Optional.of(name);
      return this;
    }

    FileFixture named(String... reached) {
      names.addAll(List.of(reached));
      return this;
    }

    FileFixture defines(String... symbols) {
      defined.addAll(List.of(symbols));
      return this;
    }

    FileFixture uses(String... symbols) {
      needed.addAll(List.of(symbols));
      return this;
    }

    FileFixture needs(String... sonames) {
      libraries.addAll(List.of(sonames));
      return this;
    }

    FileFixture threads(Threading kind) {
      threading = Optional.of(kind);
      return this;
    }

    FileFixture shim() {
      shim = true;
      return this;
    }

    FileFixture preloaded() {
      preloaded = true;
      global = true;
      return this;
    }

    FileFixture global() {
      global = true;
      return this;
    }

    FileFixture staticTls() {
      staticTls = true;
      return this;
    }

    FileFixture architecture(String name) {
      architecture = name;
      return this;
    }

    FileFixture builtFor(String configuration) {
      kernels.clear();
      clues.add(new Clue("version", configuration, Clue.Confidence.HIGH));
      return this;
    }

    Member member() {
      return new Member(
          names,
          new NumericalLibrary(
              path,
              architecture,
              soname,
              libraries,
              offers,
              provider,
              shim,
              version,
              affix,
              width,
              Optional.empty(),
              threading,
              List.of(),
              kernels,
              Optional.empty(),
              staticTls,
              clues),
          new SymbolNames(defined, needed, Set.of()),
          preloaded,
          global);
    }
  }
}
