package io.envprobe.cli.command;

import io.envprobe.artifact.NumericalScan;
import io.envprobe.blas.Member;
import io.envprobe.blas.ProviderDirectory;
import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.output.BlasView;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.host.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether directories keep the contract of a BLAS and LAPACK provider. */
public final class ValidateCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "validate",
        "whether a directory keeps the contract of a BLAS and LAPACK provider",
        "DIR…",
        1,
        CommandSpec.ANY,
        List.of(
            Option.choice(
                "--distribution", ProviderDirectory.profiles(), "whose contract (default debian)")),
        false);
  }

  @Override
  public int run(Invocation call) throws UsageException, CommandException {
    String profile = call.arguments().value("--distribution").orElse("debian");
    List<Finding> findings = new ArrayList<>();
    for (String directory : call.arguments().parameters()) {
      Outcome<Map<String, Member>> files = NumericalScan.directory(call.inputs(), directory);
      if (files instanceof Outcome.Failure<Map<String, Member>> failure) {
        throw CommandException.of(CommandException.Kind.INPUT, failure.detail());
      }
      findings.addAll(
          ProviderDirectory.validate(profile, directory, files.answer().orElseThrow())
              .orElseThrow());
    }
    boolean wrong = findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    if (call.output().isJson()) {
      call.output().json(out -> BlasView.findings(out, findings));
    } else {
      if (!wrong) {
        call.output().text("Keeps the contract.\n");
      }
      BlasView.listed(call.output(), findings);
    }
    return wrong ? ExitCode.FALSE : ExitCode.TRUE;
  }
}
