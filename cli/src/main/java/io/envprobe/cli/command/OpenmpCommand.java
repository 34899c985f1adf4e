package io.envprobe.cli.command;

import io.envprobe.blas.Rules;
import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.CommonOptions;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.machine.Machine;
import io.envprobe.cli.output.BlasView;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.FactsView;
import io.envprobe.fact.BlasFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.Finding;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The OpenMP runtimes of a machine. */
public final class OpenmpCommand implements Command {
  private static final Set<String> RULES = Set.of("R07", "R08", "R17", "R18", "R19", "R21");

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "openmp",
        "which OpenMP runtimes there are, whatever they are called, and which one programs get",
        "",
        0,
        0,
        List.of(CommonOptions.STRICT),
        true);
  }

  @Override
  public int run(Invocation call) throws UsageException, CommandException {
    Machine machine = call.machines().of(call.arguments(), call.inputs());
    Profile profile =
        machine.profile(Set.of(BlasFacts.OPENMP_LIBRARIES, LibraryFacts.OPENMP_RUNTIMES));
    List<Finding> findings =
        machine.host().isPresent() && profile.reading(BlasFacts.OPENMP_LIBRARIES).isPresent()
            ? Rules.check(BlasMachine.of(call, Map.of()).scopes().installed()).stream()
                .filter(finding -> RULES.contains(finding.rule()))
                .toList()
            : List.of();
    if (call.output().isJson()) {
      List<Fact<?>> facts =
          List.of(
              profile.fact(BlasFacts.OPENMP_LIBRARIES), profile.fact(LibraryFacts.OPENMP_RUNTIMES));
      call.output().json(out -> FactsView.write(out, facts, findings));
    } else {
      BlasCommand.section(call, "OpenMP runtimes:", profile, BlasFacts.OPENMP_LIBRARIES);
      BlasView.listed(call.output(), findings);
    }
    return BlasCommand.exit(call, findings);
  }
}
