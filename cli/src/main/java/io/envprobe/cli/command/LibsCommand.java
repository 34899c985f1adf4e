package io.envprobe.cli.command;

import io.envprobe.cli.argument.Arguments;
import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.CommonOptions;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.machine.Machine;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.cli.output.FactsView;
import io.envprobe.cli.output.LibsView;
import io.envprobe.cli.output.LoaderView;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactCatalogue;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.LibrarySearch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The native libraries of a machine: all of them, where they are looked for, and why. */
public final class LibsCommand implements Command {
  private static final List<String> PREFIXES =
      List.of(
          "libs.",
          "loader.",
          "libc.",
          "libstdcxx.",
          "libcxx.",
          "libgcc.",
          "fortran.",
          "windows.",
          "macos.");

  private static final Set<FactKey<?>> INVENTORY =
      Set.of(
          LibraryFacts.LIBS_VISIBLE,
          LibraryFacts.LIBS_VENDORED,
          LibraryFacts.PACKAGES_DATABASES,
          LibraryFacts.PACKAGES_INSTALLED);

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "libs",
        "native libraries: the C and C++ runtimes, the loader's order, every library that it sees",
        "[DIR]",
        0,
        1,
        List.of(
            Option.flag(
                "--all", "every library, package database and variable that changes loading"),
            Option.value("--why", "NAME", "every place looked at for a library, in order"),
            Option.value("--program", "FILE", "with --why: as this program or library asks for it"),
            Option.flag(
                "--search-path", "the loader's order; with DIR, whether that directory is on it"),
            CommonOptions.STRICT),
        true);
  }

  @Override
  public int run(Invocation call) throws UsageException, CommandException {
    Arguments arguments = call.arguments();
    List<String> directories = arguments.parameters();
    if (!directories.isEmpty() && !arguments.has("--search-path")) {
      throw new UsageException("a directory goes with --search-path");
    }
    if (arguments.has("--program") && !arguments.has("--why")) {
      throw new UsageException("--program goes with --why");
    }
    Machine machine = call.machines().of(arguments, call.inputs());
    if (arguments.has("--why")) {
      return why(call, machine, arguments.value("--why").orElseThrow());
    }
    if (arguments.has("--search-path")) {
      return searchPath(call, machine, directories);
    }
    boolean all = arguments.has("--all");
    Set<FactKey<?>> keys = keys();
    if (all || call.output().isJson()) {
      keys.addAll(INVENTORY);
    }
    Profile profile = machine.profile(keys);
    List<Fact<?>> facts = facts(profile, keys);
    if (call.output().isJson()) {
      call.output().json(out -> FactsView.write(out, facts, profile.findings()));
    } else {
      LibsView.show(call.output(), profile, all);
    }
    return strict(arguments) ? Strictness.exit(facts, profile.findings()) : ExitCode.TRUE;
  }

  private static boolean strict(Arguments arguments) {
    return arguments.has("--strict");
  }

  private static Set<FactKey<?>> keys() {
    Set<FactKey<?>> keys = new HashSet<>();
    for (FactKey<?> key : FactCatalogue.all()) {
      for (String prefix : PREFIXES) {
        if (key.name().startsWith(prefix)) {
          keys.add(key);
        }
      }
    }
    keys.removeAll(INVENTORY);
    return keys;
  }

  private static List<Fact<?>> facts(Profile profile, Set<FactKey<?>> keys) {
    List<Fact<?>> facts = new ArrayList<>();
    for (FactKey<?> key : FactCatalogue.all()) {
      if (keys.contains(key)) {
        facts.add(profile.fact(key));
      }
    }
    return facts;
  }

  private static int why(Invocation call, Machine machine, String name)
      throws UsageException, CommandException {
    Host host =
        machine
            .host()
            .orElseThrow(
                () ->
                    new UsageException(
                        "--why looks at files; a profile holds none: libs --all lists what it"
                            + " does"));
    Profile profile = machine.profile(LibrarySearch.needs());
    Optional<String> program = call.arguments().value("--program");
    Outcome<LibrarySearch> outcome =
        program.isPresent()
            ? LibrarySearch.of(host, profile, name, program.get())
            : LibrarySearch.of(host, profile, name);
    if (outcome instanceof Outcome.Failure<LibrarySearch> failure) {
      throw CommandException.of(CommandException.Kind.INPUT, failure.detail());
    }
    LibrarySearch search = outcome.answer().orElseThrow();
    if (call.output().isJson()) {
      call.output()
          .json(
              out -> {
                FactsView.write(out, List.of(), profile.findings());
                LoaderView.write(out, search);
              });
    } else {
      LoaderView.show(call.output(), search);
    }
    return strict(call.arguments()) && search.path().isEmpty() ? ExitCode.FALSE : ExitCode.TRUE;
  }

  private static int searchPath(Invocation call, Machine machine, List<String> directories) {
    Set<FactKey<?>> keys = Set.of(LibraryFacts.LOADER_SEARCH_PATH, LibraryFacts.LIBC_NAME);
    Profile profile = machine.profile(keys);
    List<FactRecord> places =
        profile.reading(LibraryFacts.LOADER_SEARCH_PATH).asOptional().orElse(List.of());
    Optional<FactRecord> found =
        directories.isEmpty() ? Optional.empty() : find(machine, places, directories.get(0));
    if (call.output().isJson()) {
      call.output()
          .json(
              out -> {
                FactsView.write(
                    out,
                    List.of(profile.fact(LibraryFacts.LOADER_SEARCH_PATH)),
                    profile.findings());
                if (!directories.isEmpty()) {
                  LoaderView.write(out, directories.get(0), found);
                }
              });
    } else if (directories.isEmpty()) {
      LoaderView.showSearchPath(call.output(), profile);
    } else {
      LoaderView.show(call.output(), directories.get(0), found);
    }
    return strict(call.arguments()) && !directories.isEmpty() && found.isEmpty()
        ? ExitCode.FALSE
        : ExitCode.TRUE;
  }

  private static Optional<FactRecord> find(
      Machine machine, List<FactRecord> places, String directory) {
    String wanted = real(machine, directory);
    for (FactRecord place : places) {
      String candidate = place.text("directory").orElse("");
      if (candidate.equals(directory) || real(machine, candidate).equals(wanted)) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  private static String real(Machine machine, String path) {
    Optional<String> real =
        machine.host().isPresent()
            ? machine.host().get().realPath(path).answer()
            : Optional.empty();
    return real.orElse(
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
  }
}
