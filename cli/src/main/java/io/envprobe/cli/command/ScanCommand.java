package io.envprobe.cli.command;

import io.envprobe.artifact.ArtifactReport;
import io.envprobe.artifact.ArtifactScanner;
import io.envprobe.artifact.KnownPlatform;
import io.envprobe.artifact.LibrarySize;
import io.envprobe.artifact.NativeFile;
import io.envprobe.artifact.ScanProgress;
import io.envprobe.cli.argument.Arguments;
import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.CommonOptions;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.machine.Machine;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.cli.output.Output;
import io.envprobe.cli.output.ProgressBar;
import io.envprobe.cli.output.ScanJson;
import io.envprobe.cli.output.ScanView;
import io.envprobe.cli.output.SizesView;
import io.envprobe.cli.output.Style;
import io.envprobe.external.ExternalSuggestions;
import io.envprobe.fact.Finding;
import io.envprobe.host.Outcome;
import io.envprobe.requirement.LibraryOrigin;
import io.envprobe.requirement.Platform;
import io.envprobe.requirement.TargetFindings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What artifacts, directories and Python environments need and carry. */
public final class ScanCommand implements Command {
  private static final List<String> TARGETS = List.of("--profile", "--sysroot", "--replay");

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "scan",
        "what a file, an archive, a directory or a Python environment needs and carries",
        "PATH…",
        1,
        CommandSpec.ANY,
        List.of(
            Option.repeatable(
                "--against",
                "PLATFORM",
                "what a platform lacks for it: ubuntu-20.04, manylinux_2_28, musl-1.2.2"),
            Option.flag("--long", "everything about each file, not a line"),
            Option.flag("--full", "inflate archives to their ends: compilers too"),
            Option.flag("--sizes", "the room that each library takes, and what is there twice"),
            Option.flag("--stats", "how many bytes were read"),
            CommonOptions.STRICT),
        true);
  }

  @Override
  public int run(Invocation call) throws UsageException, CommandException {
    Arguments arguments = call.arguments();
    Output output = call.output();
    List<KnownPlatform> platforms = new ArrayList<>();
    for (String name : arguments.values("--against")) {
      platforms.add(
          KnownPlatform.named(name)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "there is no platform '"
                              + name
                              + "' (as in ubuntu-20.04, manylinux_2_28, musl-1.2.2)")));
    }
    ArtifactReport report = report(call);
    List<Finding> findings = new ArrayList<>(report.findings());
    findings.addAll(ExternalSuggestions.of(report.files()));
    for (KnownPlatform platform : platforms) {
      report.files().forEach(file -> findings.addAll(platform.missing(file)));
    }
    Optional<Platform> target = target(call, report.files());
    target.ifPresent(
        machine -> findings.addAll(TargetFindings.of(report.files(), machine, name(arguments))));
    List<List<LibraryOrigin>> origins = LibraryOrigin.of(report.files(), target);
    ArtifactReport complete =
        new ArtifactReport(report.files(), report.containers(), findings, report.statistics());
    if (output.isJson()) {
      output.json(
          out -> {
            ScanJson.write(out, complete, origins);
            if (arguments.has("--sizes")) {
              SizesView.write(out, LibrarySize.of(report.files()));
            }
          });
    } else {
      ScanView.show(output, complete, origins, arguments.has("--long"), arguments.has("--stats"));
      if (arguments.has("--sizes")) {
        SizesView.show(output, LibrarySize.of(report.files()));
      }
    }
    return arguments.has("--strict") ? Strictness.exit(findings) : ExitCode.TRUE;
  }

  /** The machine that the files are held against; none where the command line names none. */
  private static Optional<Platform> target(Invocation call, List<NativeFile> files)
      throws UsageException, CommandException {
    for (String option : TARGETS) {
      if (call.arguments().has(option)) {
        Machine machine = call.machines().of(call.arguments(), call.inputs());
        return Optional.of(
            Requirements.platform(machine, TargetFindings.facts(files), call.arguments()));
      }
    }
    return Optional.empty();
  }

  private static String name(Arguments arguments) {
    for (String option : TARGETS) {
      if (arguments.has(option)) {
        return arguments.values(option).get(0);
      }
    }
    return "";
  }

  private static ArtifactReport report(Invocation call) throws CommandException {
    boolean whole = call.arguments().has("--full");
    // A style is for terminals only, and so is the bar.
    ProgressBar bar = new ProgressBar(call.output());
    ScanProgress progress =
        call.output().style() == Style.PLAIN || call.output().isJson()
            ? ScanProgress.NONE
            : bar::at;
    Outcome<ArtifactReport> outcome =
        new ArtifactScanner(call.inputs(), whole, progress).scan(call.arguments().parameters());
    bar.end();
    if (outcome instanceof Outcome.Failure<ArtifactReport> failure) {
      throw CommandException.of(CommandException.Kind.INPUT, failure.detail());
    }
    return outcome.answer().orElseThrow();
  }
}
