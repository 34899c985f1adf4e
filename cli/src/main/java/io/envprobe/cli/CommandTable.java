package io.envprobe.cli;

import io.envprobe.cli.command.BatchCommand;
import io.envprobe.cli.command.BlasCommand;
import io.envprobe.cli.command.CheckCommand;
import io.envprobe.cli.command.Command;
import io.envprobe.cli.command.CompletionCommand;
import io.envprobe.cli.command.CpuCommand;
import io.envprobe.cli.command.DiffCommand;
import io.envprobe.cli.command.EvalCommand;
import io.envprobe.cli.command.ExtCommand;
import io.envprobe.cli.command.FactsCommand;
import io.envprobe.cli.command.FleetCommand;
import io.envprobe.cli.command.GpuCommand;
import io.envprobe.cli.command.LibsCommand;
import io.envprobe.cli.command.LintCommand;
import io.envprobe.cli.command.MarkersCommand;
import io.envprobe.cli.command.OpenmpCommand;
import io.envprobe.cli.command.ProcessCommand;
import io.envprobe.cli.command.RecordCommand;
import io.envprobe.cli.command.ReportCommand;
import io.envprobe.cli.command.ScanCommand;
import io.envprobe.cli.command.SelectCommand;
import io.envprobe.cli.command.TagsCommand;
import io.envprobe.cli.command.ValidateCommand;
import io.envprobe.cli.command.VersionCommand;
import java.util.List;
import java.util.Optional;

/**
 * All commands: one line in each of the two lists. A command's class is loaded only when it is
 * meant.
 */
final class CommandTable {
  static final List<String> NAMES =
      List.of(
          "tags",
          "facts",
          "markers",
          "eval",
          "lint",
          "cpu",
          "gpu",
          "libs",
          "scan",
          "check",
          "select",
          "ext",
          "process",
          "fleet",
          "blas",
          "openmp",
          "validate",
          "version",
          "report",
          "record",
          "diff",
          "batch",
          "completion");

  private CommandTable() {}

  static Optional<Command> named(String name, Program program) {
    return switch (name) {
      case "tags" -> Optional.of(new TagsCommand());
      case "facts" -> Optional.of(new FactsCommand());
      case "markers" -> Optional.of(new MarkersCommand());
      case "eval" -> Optional.of(new EvalCommand());
      case "lint" -> Optional.of(new LintCommand());
      case "libs" -> Optional.of(new LibsCommand());
      case "scan" -> Optional.of(new ScanCommand());
      case "check" -> Optional.of(new CheckCommand());
      case "select" -> Optional.of(new SelectCommand());
      case "ext" -> Optional.of(new ExtCommand());
      case "process" -> Optional.of(new ProcessCommand());
      case "fleet" -> Optional.of(new FleetCommand());
      case "blas" -> Optional.of(new BlasCommand());
      case "openmp" -> Optional.of(new OpenmpCommand());
      case "validate" -> Optional.of(new ValidateCommand());
      case "cpu" -> Optional.of(new CpuCommand());
      case "gpu" -> Optional.of(new GpuCommand());
      case "version" -> Optional.of(new VersionCommand());
      case "report" -> Optional.of(new ReportCommand());
      case "record" -> Optional.of(new RecordCommand());
      case "diff" -> Optional.of(new DiffCommand());
      case "batch" -> Optional.of(new BatchCommand(program));
      case "completion" -> Optional.of(new CompletionCommand(program));
      default -> Optional.empty();
    };
  }
}
