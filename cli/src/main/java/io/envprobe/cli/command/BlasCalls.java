package io.envprobe.cli.command;

import io.envprobe.artifact.NumericalReport;
import io.envprobe.artifact.NumericalScan;
import io.envprobe.blas.LibraryAnswers;
import io.envprobe.blas.LibraryCalls;
import io.envprobe.blas.Member;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.machine.Machine;
import io.envprobe.cli.output.BlasCallView;
import io.envprobe.cli.output.BlasView;
import io.envprobe.cli.output.CommandException;
import io.envprobe.fact.Finding;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What libraries say when they are called, beside what their files say. */
final class BlasCalls {
  /** Asks libraries by calling them. */
  static final Option CALL =
      Option.flag(
          "--call",
          "also ask every library by calling it, in a process of its own with one thread; of PATH…"
              + " or of the machine");

  private BlasCalls() {}

  static int show(Invocation call) throws UsageException, CommandException {
    Machine machine = call.machines().of(call.arguments(), call.inputs());
    Host host =
        machine.host().orElseThrow(() -> new UsageException("a profile has no libraries to call"));
    List<LibraryAnswers> answers =
        LibraryCalls.ask(host, members(call), (int) machine.limit().toMillis());
    List<Finding> findings = new ArrayList<>();
    answers.forEach(answer -> findings.addAll(answer.findings()));
    if (call.output().isJson()) {
      call.output()
          .json(
              out -> {
                BlasCallView.write(out, answers);
                BlasView.findings(out, findings);
              });
    } else {
      BlasCallView.show(call.output(), answers);
      BlasView.listed(call.output(), findings);
    }
    return BlasCommand.exit(call, findings);
  }

  private static List<Member> members(Invocation call) throws UsageException, CommandException {
    List<String> names = call.arguments().parameters();
    if (names.isEmpty()) {
      BlasMachine machine = BlasMachine.of(call, Map.of());
      String architecture = machine.scopes().machine().architecture();
      return machine.scopes().installed().libraries().stream()
          .filter(member -> member.library().architecture().equals(architecture))
          .toList();
    }
    Outcome<NumericalReport> outcome = NumericalScan.of(call.inputs(), names);
    if (outcome instanceof Outcome.Failure<NumericalReport> failure) {
      throw CommandException.of(CommandException.Kind.INPUT, failure.detail());
    }
    return outcome.answer().orElseThrow().scope().libraries();
  }
}
