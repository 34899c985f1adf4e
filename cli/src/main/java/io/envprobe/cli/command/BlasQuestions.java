package io.envprobe.cli.command;

import io.envprobe.artifact.NumericalScan;
import io.envprobe.blas.BuildChoice;
import io.envprobe.blas.Candidate;
import io.envprobe.blas.Candidates;
import io.envprobe.blas.MachineScopes;
import io.envprobe.blas.Member;
import io.envprobe.blas.NumericalLibrary;
import io.envprobe.blas.PkgConfig;
import io.envprobe.blas.Recommendation;
import io.envprobe.blas.Rules;
import io.envprobe.blas.SwitchCheck;
import io.envprobe.blas.SwitchCommand;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.output.BlasView;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.host.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What would be: with another variable, another provider, another build. */
final class BlasQuestions {
  /** Whether a program can be given another provider. */
  static final Option SWITCH =
      Option.value(
          "--switch",
          "FROM→TO",
          "whether PATH, a program, can be given another BLAS without a rebuild: openblas→blis");

  private BlasQuestions() {}

  private static String program(Invocation call, String option) throws UsageException {
    List<String> words = call.arguments().parameters();
    if (words.size() != 1) {
      throw new UsageException(option + " needs one PATH, that of a program or library");
    }
    return words.get(0);
  }

  /** What a program would load. */
  static int with(Invocation call) throws UsageException, CommandException {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String word : call.arguments().values("--with")) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new UsageException("--with takes NAME=VALUE, not '" + word + "'");
      }
      variables.put(word.substring(0, equals), word.substring(equals + 1));
    }
    MachineScopes.Loading loading = loading(call, variables, program(call, "--with"));
    List<Finding> findings = Rules.check(loading.scope());
    List<FactRecord> records = BlasView.records(loading.scope());
    if (call.output().isJson()) {
      call.output()
          .json(
              out -> {
                BlasView.records(out, "libraries", records);
                BlasView.texts(out, "errors", loading.resolution().errors());
                BlasView.findings(out, findings);
              });
    } else {
      BlasView.rows(call.output(), records);
      loading.resolution().errors().forEach(error -> call.output().text(error + "\n"));
      BlasView.listed(call.output(), findings);
    }
    return BlasCommand.exit(call, findings);
  }

  private static MachineScopes.Loading loading(
      Invocation call, Map<String, String> variables, String program)
      throws UsageException, CommandException {
    Outcome<MachineScopes.Loading> loading =
        BlasMachine.of(call, variables).scopes().program(program);
    if (loading instanceof Outcome.Failure<MachineScopes.Loading> failure) {
      throw CommandException.of(CommandException.Kind.INPUT, failure.detail());
    }
    return loading.answer().orElseThrow();
  }

  /** Whether a program needs no rebuild to be switched. */
  static int switched(Invocation call) throws UsageException, CommandException {
    String[] names = call.arguments().value("--switch").orElseThrow().split("→|->|:", -1);
    if (names.length != 2) {
      throw new UsageException("--switch takes FROM→TO, as in openblas→blis");
    }
    String program = program(call, "--switch");
    MachineScopes.Loading loading = loading(call, Map.of(), program);
    BlasMachine machine = BlasMachine.of(call, Map.of());
    Optional<Member> old =
        loading.scope().libraries().stream()
            .filter(member -> member.library().provider().equals(Optional.of(names[0])))
            .findFirst();
    if (old.isEmpty()) {
      throw CommandException.of(
          CommandException.Kind.INPUT, program + " loads no library of " + names[0]);
    }
    Set<String> oldNames = new HashSet<>();
    for (Member member : loading.scope().libraries()) {
      if (member.library().provider().equals(Optional.of(names[0]))) {
        oldNames.addAll(member.symbols().defined());
      }
    }
    Set<String> freshNames = new HashSet<>();
    Optional<NumericalLibrary> fresh = fresh(machine, names[1], freshNames);
    if (fresh.isEmpty()) {
      throw CommandException.of(
          CommandException.Kind.INPUT, "there is no library of " + names[1] + " here");
    }
    SwitchCheck check =
        SwitchCheck.of(loading.scope(), old.get().library(), oldNames, fresh.get(), freshNames);
    String verdict =
        check.possible().isEmpty() ? "undetermined" : check.possible().get() ? "yes" : "no";
    if (call.output().isJson()) {
      call.output()
          .json(
              out -> {
                out.name("verdict").value(verdict);
                BlasView.texts(out, "used", check.used().stream().sorted().toList());
                BlasView.texts(out, "missing", check.missing().stream().sorted().toList());
                BlasView.texts(out, "reasons", check.reasons());
              });
    } else {
      call.output()
          .text(
              verdict.equals("yes")
                  ? "No rebuild is needed: all "
                      + check.used().size()
                      + " functions that it uses are there.\n"
                  : verdict + "\n");
      check.reasons().forEach(reason -> call.output().text("  " + reason + "\n"));
    }
    return check.possible().isEmpty()
        ? ExitCode.UNDETERMINED
        : check.possible().get() ? ExitCode.TRUE : ExitCode.FALSE;
  }

  /** The first library of a provider, and the names of all of them: a shim's and its core's. */
  private static Optional<NumericalLibrary> fresh(
      BlasMachine machine, String provider, Set<String> names) {
    List<String> paths = new ArrayList<>();
    machine
        .scopes()
        .machine()
        .alternatives()
        .forEach(group -> group.choices().forEach(choice -> paths.add(choice.path())));
    machine.scopes().machine().visible().forEach(seen -> paths.add(seen.path()));
    Optional<NumericalLibrary> first = Optional.empty();
    for (String path : paths) {
      Optional<NumericalLibrary> library = machine.scopes().machine().files().library(path);
      boolean wanted =
          library.isPresent()
              && library.get().provider().equals(Optional.of(provider))
              && (first.isEmpty()
                  || first.get().integerWidth().equals(library.get().integerWidth()));
      if (wanted) {
        first = first.isEmpty() ? library : first;
        names.addAll(machine.scopes().machine().files().symbols(path).defined());
      }
    }
    return first;
  }

  /** What builds would choose. */
  static int explain(Invocation call) throws UsageException, CommandException {
    BlasMachine machine = BlasMachine.of(call, Map.of());
    String architecture = machine.scopes().machine().architecture();
    List<BuildChoice> choices =
        BuildChoice.all(machine.host(), PkgConfig.of(machine.host(), architecture), architecture);
    List<BuildChoice.Hint> hints = BuildChoice.hints(machine.host());
    if (call.output().isJson()) {
      call.output()
          .json(
              out -> {
                out.name("builds").beginArray();
                for (BuildChoice choice : choices) {
                  out.beginObject();
                  out.name("builder").value(choice.builder());
                  out.name("choice").value(choice.choice().orElse(null));
                  out.name("found").value(choice.found());
                  out.name("library").value(choice.library().orElse(null));
                  BlasView.texts(out, "passed", choice.passed());
                  out.endObject();
                }
                out.endArray();
                out.name("hints").beginArray();
                for (BuildChoice.Hint hint : hints) {
                  out.beginObject();
                  out.name("name").value(hint.name());
                  out.name("value").value(hint.value());
                  out.endObject();
                }
                out.endArray();
              });
      return ExitCode.TRUE;
    }
    for (BuildChoice choice : choices) {
      String what =
          choice
              .library()
              .flatMap(machine.scopes().machine().files()::library)
              .map(library -> " (" + BlasView.words(library) + ")")
              .orElse("");
      call.output()
          .text(
              choice.builder()
                  + ": "
                  + choice
                      .choice()
                      .map(name -> name + " by " + choice.found() + what)
                      .orElse("none")
                  + (choice.passed().isEmpty()
                      ? ""
                      : "; not here: " + String.join(", ", choice.passed()))
                  + "\n");
    }
    for (BuildChoice.Hint hint : hints) {
      call.output().text("hint, not followed here: " + hint.name() + " " + hint.value() + "\n");
    }
    return ExitCode.TRUE;
  }

  /** The pairs that can be recommended. */
  static int recommend(Invocation call) throws UsageException, CommandException {
    BlasMachine machine = BlasMachine.of(call, Map.of());
    List<Recommendation> pairs =
        Recommendation.of(
            machine.scopes().machine().alternatives(), machine.scopes().machine().files()::library);
    if (call.output().isJson()) {
      call.output()
          .json(
              out -> {
                out.name("recommendations").beginArray();
                for (Recommendation pair : pairs) {
                  out.beginObject();
                  out.name("provider").value(pair.provider());
                  out.name("blas").value(pair.blas());
                  out.name("lapack").value(pair.lapack());
                  out.name("active").value(pair.active());
                  out.endObject();
                }
                out.endArray();
              });
    } else if (pairs.isEmpty()) {
      call.output().text("No optimised pair of BLAS and LAPACK of one provider is a candidate.\n");
    } else {
      Recommendation best = pairs.get(0);
      call.output()
          .text(
              best.provider()
                  + (best.active() ? ", which is chosen already\n" : "\n")
                  + "  "
                  + best.blas()
                  + "\n  "
                  + best.lapack()
                  + "\n");
    }
    return ExitCode.TRUE;
  }

  /** The commands that choose a candidate; none is run. */
  static int set(Invocation call) throws UsageException, CommandException {
    String wanted = word(call, "blas set", "NAME");
    BlasMachine machine = BlasMachine.of(call, Map.of());
    List<Candidate> candidates =
        Candidates.of(machine.host(), machine.scopes().machine().alternatives());
    return print(call, SwitchCommand.set(candidates, wanted), "no candidate is called " + wanted);
  }

  /** The commands that make a directory a candidate; none is run. */
  static int add(Invocation call) throws UsageException, CommandException {
    String directory = word(call, "blas add", "DIR");
    BlasMachine machine = BlasMachine.of(call, Map.of());
    Outcome<Map<String, Member>> files = NumericalScan.directory(call.inputs(), directory);
    if (files instanceof Outcome.Failure<Map<String, Member>> failure) {
      throw CommandException.of(CommandException.Kind.INPUT, failure.detail());
    }
    List<String> names = List.copyOf(files.answer().orElseThrow().keySet());
    List<String> commands =
        SwitchCommand.add(
            Candidates.of(machine.host(), machine.scopes().machine().alternatives()),
            machine.scopes().machine().alternatives(),
            directory,
            names);
    return print(call, commands, directory + " has no library that a switch of this machine knows");
  }

  private static String word(Invocation call, String command, String what) throws UsageException {
    List<String> words = call.arguments().parameters();
    if (words.size() != 2) {
      throw new UsageException("'" + command + "' needs " + what);
    }
    return words.get(1);
  }

  private static int print(Invocation call, List<String> commands, String none)
      throws CommandException {
    if (commands.isEmpty()) {
      throw CommandException.of(CommandException.Kind.INPUT, none);
    }
    if (call.output().isJson()) {
      call.output().json(out -> BlasView.texts(out, "commands", commands));
    } else {
      commands.forEach(command -> call.output().text(command + "\n"));
      call.output().say("Nothing was changed; run these as the administrator.");
    }
    return ExitCode.TRUE;
  }
}
