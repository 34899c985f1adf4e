package io.envprobe.cli.command;

import io.envprobe.artifact.NumericalScan;
import io.envprobe.blas.Candidate;
import io.envprobe.blas.Candidates;
import io.envprobe.blas.Member;
import io.envprobe.blas.SwitchCommand;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.output.BlasView;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.host.Outcome;
import java.util.List;
import java.util.Map;

/** The commands that switch a machine's BLAS: printed, never run. */
final class BlasSwitches {
  private BlasSwitches() {}

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
