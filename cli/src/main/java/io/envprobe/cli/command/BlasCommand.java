package io.envprobe.cli.command;

import io.envprobe.artifact.NumericalReport;
import io.envprobe.artifact.NumericalScan;
import io.envprobe.blas.Candidate;
import io.envprobe.blas.Candidates;
import io.envprobe.blas.Rules;
import io.envprobe.cli.argument.Arguments;
import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.CommonOptions;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.machine.Machine;
import io.envprobe.cli.output.BlasView;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.cli.output.FactsView;
import io.envprobe.fact.BlasFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.host.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The BLAS and LAPACK libraries of a machine: who serves them, and what is wrong. */
public final class BlasCommand implements Command {
  private static final Set<FactKey<?>> KEYS =
      Set.of(
          BlasFacts.BLAS_SELECTED,
          BlasFacts.BLAS_LIBRARIES,
          BlasFacts.BLAS_ALTERNATIVES,
          BlasFacts.OPENMP_LIBRARIES,
          LibraryFacts.BLAS_PROVIDERS,
          LibraryFacts.BLAS_INTERFACES,
          LibraryFacts.OPENMP_RUNTIMES);

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "blas",
        "which BLAS and LAPACK libraries there are, which one programs get, and what is wrong",
        "[list | recommend | set NAME | add DIR | PATH…]",
        0,
        CommandSpec.ANY,
        List.of(
            Option.repeatable(
                "--with",
                "NAME=VALUE",
                "what PATH, a program, would load with that variable: LD_LIBRARY_PATH=DIR"),
            BlasQuestions.SWITCH,
            BlasCalls.CALL,
            Option.flag("--explain", "which library a meson, CMake or numpy build would choose"),
            Option.flag("--pkg-config", "the .pc files of PATH…, names or directories"),
            CommonOptions.STRICT),
        true);
  }

  @Override
  public int run(Invocation call) throws UsageException, CommandException {
    Arguments arguments = call.arguments();
    List<String> words = arguments.parameters();
    if (arguments.has("--with")) {
      return BlasQuestions.with(call);
    }
    if (arguments.has("--switch")) {
      return BlasQuestions.switched(call);
    }
    if (arguments.has("--call")) {
      return BlasCalls.show(call);
    }
    if (arguments.has("--explain")) {
      return BlasQuestions.explain(call);
    }
    if (arguments.has("--pkg-config")) {
      return BlasPackages.show(call);
    }
    if (words.isEmpty()) {
      return machine(call);
    }
    return switch (words.get(0)) {
      case "list" -> list(call);
      case "recommend" -> BlasQuestions.recommend(call);
      case "set" -> BlasSwitches.set(call);
      case "add" -> BlasSwitches.add(call);
      default -> files(call, words);
    };
  }

  private static int machine(Invocation call) throws UsageException, CommandException {
    Machine machine = call.machines().of(call.arguments(), call.inputs());
    Profile profile = machine.profile(KEYS);
    List<Finding> findings =
        machine.host().isPresent() && profile.reading(BlasFacts.BLAS_LIBRARIES).isPresent()
            ? Rules.check(BlasMachine.of(call, Map.of()).scopes().installed())
            : List.of();
    if (call.output().isJson()) {
      List<Fact<?>> facts = new ArrayList<>();
      for (FactKey<?> key : new TreeSet<>(KEYS)) {
        facts.add(profile.fact(key));
      }
      call.output().json(out -> FactsView.write(out, facts, findings));
    } else {
      section(call, "What programs get:", profile, BlasFacts.BLAS_SELECTED);
      section(call, "What the loader sees:", profile, BlasFacts.BLAS_LIBRARIES);
      section(call, "OpenMP runtimes:", profile, BlasFacts.OPENMP_LIBRARIES);
      BlasView.listed(call.output(), findings);
    }
    return exit(call, findings);
  }

  static void section(
      Invocation call, String title, Profile profile, FactKey<List<FactRecord>> key) {
    Reading<List<FactRecord>> reading = profile.reading(key);
    if (reading instanceof Reading.Present<List<FactRecord>> present) {
      call.output().text(title + (present.value().isEmpty() ? " nothing\n" : "\n"));
      BlasView.rows(call.output(), present.value());
    } else if (reading instanceof Reading.Unknown<List<FactRecord>> unknown) {
      call.output().text(title + " unknown: " + unknown.detail() + "\n");
    } else {
      call.output().text(title + " nothing, there is no dynamic loader\n");
    }
  }

  private static int list(Invocation call) throws UsageException, CommandException {
    BlasMachine machine = BlasMachine.of(call, Map.of());
    List<Candidate> candidates =
        Candidates.of(machine.host(), machine.scopes().machine().alternatives());
    if (call.output().isJson()) {
      call.output().json(out -> BlasView.candidates(out, candidates));
    } else if (candidates.isEmpty()) {
      call.output().text("Nothing here switches BLAS: no alternatives, eselect, FlexiBLAS.\n");
    } else {
      BlasView.candidates(call.output(), candidates);
    }
    return ExitCode.TRUE;
  }

  private static int files(Invocation call, List<String> names) throws CommandException {
    Outcome<NumericalReport> outcome = NumericalScan.of(call.inputs(), names);
    if (outcome instanceof Outcome.Failure<NumericalReport> failure) {
      throw CommandException.of(CommandException.Kind.INPUT, failure.detail());
    }
    NumericalReport report = outcome.answer().orElseThrow();
    List<FactRecord> records = BlasView.records(report.scope());
    if (call.output().isJson()) {
      call.output()
          .json(
              out -> {
                BlasView.records(out, "libraries", records);
                BlasView.findings(out, report.findings());
              });
    } else {
      BlasView.rows(call.output(), records);
      BlasView.listed(call.output(), report.findings());
    }
    return exit(call, report.findings());
  }

  static int exit(Invocation call, List<Finding> findings) {
    return call.arguments().has("--strict") ? Strictness.exit(findings) : ExitCode.TRUE;
  }
}
