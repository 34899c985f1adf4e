package io.envprobe.cli.command;

import io.envprobe.artifact.ArtifactReport;
import io.envprobe.artifact.ProcessScanner;
import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.CommonOptions;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.cli.output.ScanJson;
import io.envprobe.cli.output.ScanView;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.requirement.LibraryOrigin;
import java.util.List;

/** The native libraries of a running process. */
public final class ProcessCommand implements Command {
  private static final int LONGEST = 18;

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "process",
        "the native libraries of a running process, duplicates and conflicts",
        "PID",
        1,
        1,
        List.of(
            Option.flag("--long", "everything about each file, not a line"), CommonOptions.STRICT),
        true);
  }

  @Override
  public int run(Invocation call) throws UsageException, CommandException {
    long pid = pid(call.arguments().parameters().get(0));
    Host host =
        call.machines()
            .of(call.arguments(), call.inputs())
            .host()
            .orElseThrow(() -> new UsageException("a profile has no processes"));
    Outcome<ArtifactReport> outcome = ProcessScanner.scan(host, pid);
    if (outcome instanceof Outcome.Failure<ArtifactReport> failure) {
      throw CommandException.of(CommandException.Kind.INPUT, failure.detail());
    }
    ArtifactReport report = outcome.answer().orElseThrow();
    List<List<LibraryOrigin>> origins =
        LibraryOrigin.ofProcess(
            report.files(),
            path -> host.status(path).answer().filter(FileStatus::isDirectory).isPresent());
    if (call.output().isJson()) {
      call.output().json(out -> ScanJson.write(out, report, origins));
    } else {
      ScanView.show(call.output(), report, origins, call.arguments().has("--long"), false);
    }
    return call.arguments().has("--strict") ? Strictness.exit(report.findings()) : ExitCode.TRUE;
  }

  private static long pid(String text) throws UsageException {
    boolean number = !text.isEmpty() && text.length() <= LONGEST;
    for (int i = 0; i < text.length(); i++) {
      number &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!number) {
      throw new UsageException("'" + text + "' is no number of a process");
    }
    return Long.parseLong(text);
  }
}
