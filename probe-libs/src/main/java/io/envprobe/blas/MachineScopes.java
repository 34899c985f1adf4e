package io.envprobe.blas;

import io.envprobe.binaries.loader.Resolution;
import io.envprobe.blas.internal.rules.RulesTable;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.HostLoader;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** The scopes of a machine: what is installed, and what one of its programs loads. */
public final class MachineScopes {
  private static final int OLD_GLIBC = 32;

  private final Host host;
  private final NumericalMachine machine;
  private final Profile facts;
  private final Map<String, String> variables;

  private MachineScopes(
      Host host, NumericalMachine machine, Profile facts, Map<String, String> variables) {
    this.host = host;
    this.machine = machine;
    this.facts = facts;
    this.variables = variables;
  }

  /** The facts that {@link #of} reads where they are known. */
  public static Set<FactKey<?>> needs() {
    Set<FactKey<?>> keys = new HashSet<>(HostLoader.needs());
    keys.add(LibraryFacts.LIBC_PATH);
    keys.add(LibraryFacts.LIBC_VERSION);
    keys.add(CpuFacts.CPU_FEATURES);
    return keys;
  }

  /**
   * The scopes of a machine whose programs are started with variables.
   *
   * @param changed variables that differ from the host's own; an empty value unsets one
   */
  public static MachineScopes of(Host host, Profile facts, Map<String, String> changed) {
    Map<String, String> variables = new HashMap<>();
    Table table = RulesTable.read();
    List<String> names = new ArrayList<>(table.texts("overrides"));
    names.addAll(table.texts("threads"));
    names.addAll(List.of("LD_LIBRARY_PATH", "LD_AUDIT", "GLIBC_TUNABLES", "LD_ASSUME_KERNEL"));
    for (String name : names) {
      host.variable(name).answer().ifPresent(value -> variables.put(name, value));
    }
    changed.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            variables.remove(name);
          } else {
            variables.put(name, value);
          }
        });
    HostLoader loader =
        HostLoader.of(
            host,
            facts,
            new io.envprobe.binaries.loader.LoaderSettings.Start(variables, "/", false, true));
    NumericalMachine machine =
        NumericalMachine.of(
            host, facts.reading(LibraryFacts.LIBC_PATH).asOptional().orElse("/"), loader);
    return new MachineScopes(host, machine, facts, variables);
  }

  /** The libraries and their selection. */
  public NumericalMachine machine() {
    return machine;
  }

  /** What programs without directories of their own get, and what is visible besides. */
  public Scope installed() {
    Map<String, Set<String>> names = new LinkedHashMap<>();
    for (Selected selected : machine.selected()) {
      selected
          .path()
          .ifPresent(
              path ->
                  names
                      .computeIfAbsent(machine.files().real(path), key -> new HashSet<>())
                      .add(selected.name()));
      selected.core().ifPresent(core -> names.computeIfAbsent(core.path(), key -> new HashSet<>()));
    }
    for (NumericalMachine.Seen seen : machine.visible()) {
      names.computeIfAbsent(seen.library().path(), key -> new HashSet<>());
    }
    List<Member> members = new ArrayList<>();
    names.forEach(
        (path, reached) ->
            machine
                .files()
                .library(path)
                .ifPresent(library -> members.add(member(reached, library, false, false))));
    return new Scope(Scope.Kind.MACHINE, members, surroundings());
  }

  /** What a program loads when it starts; fails as the loader does. */
  public Outcome<Loading> program(String path) {
    Outcome<Resolution> resolved = machine.loader().resolve(path);
    if (resolved instanceof Outcome.Failure<Resolution> failure) {
      return Outcome.failed(failure.kind(), failure.detail());
    }
    Resolution resolution = resolved.answer().orElseThrow();
    List<Member> members = new ArrayList<>();
    machine
        .files()
        .library(path)
        .ifPresent(program -> members.add(member(Set.of(), program, false, true)));
    for (Resolution.LoadedObject object : resolution.objects()) {
      if (object.path().isPresent()) {
        machine
            .files()
            .library(object.path().get())
            .ifPresent(
                library ->
                    members.add(
                        member(
                            Set.of(object.name()), library, object.via().equals("preload"), true)));
      }
    }
    return Outcome.of(
        new Loading(resolution, new Scope(Scope.Kind.PROGRAM, members, surroundings())));
  }

  /**
   * What a program loads.
   *
   * @param resolution the loader's account of it
   * @param scope the files
   */
  public record Loading(Resolution resolution, Scope scope) {
    /** The paths of the numerical libraries, links resolved, in load order. */
    public List<String> libraries() {
      return scope.libraries().stream().map(member -> member.library().path()).toList();
    }
  }

  private Member member(
      Set<String> names, NumericalLibrary library, boolean preloaded, boolean global) {
    return new Member(names, library, machine.files().symbols(library.path()), preloaded, global);
  }

  /** What is around libraries here. */
  public Surroundings surroundings() {
    List<AlternativeGroup> groups = machine.alternatives();
    Set<String> dangling = new HashSet<>();
    for (AlternativeGroup group : groups) {
      boolean there =
          group.value().isPresent()
              && host.status(group.value().get()) instanceof Outcome.Answer<FileStatus> file
              && file.value().isFile();
      if (!there) {
        dangling.add(group.name());
      }
    }
    PkgConfig search = PkgConfig.of(host, machine.architecture());
    List<PkgConfigFile> packages = new ArrayList<>();
    for (String name : List.of("blas", "cblas", "lapack", "lapacke", "blas64", "lapack64")) {
      search.find(name).stream().findFirst().ifPresent(packages::add);
    }
    return new Surroundings(
        machine.architecture(),
        Set.copyOf(facts.reading(CpuFacts.CPU_FEATURES).asOptional().orElse(List.of())),
        machine.isMusl(),
        scarceTls(),
        Processors.of(host),
        variables,
        groups,
        dangling,
        host.text("/etc/ld.so.preload").answer(),
        List.of(),
        packages);
  }

  /** glibc keeps space for libraries that are loaded late since 2.32, and AArch64 needs more. */
  private boolean scarceTls() {
    String version = facts.reading(LibraryFacts.LIBC_VERSION).asOptional().orElse("");
    int dot = version.indexOf('.');
    OptionalInt minor =
        dot < 0 ? OptionalInt.empty() : Processors.number(version.substring(dot + 1));
    return machine.architecture().equals("aarch64")
        || (!machine.isMusl() && minor.isPresent() && minor.getAsInt() < OLD_GLIBC);
  }
}
