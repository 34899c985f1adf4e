package io.envprobe.cli.command;

import io.envprobe.cli.argument.Arguments;
import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.chart.FleetChart;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.cli.output.FleetView;
import io.envprobe.fact.FactKey;
import io.envprobe.fleet.Fleet;
import io.envprobe.fleet.FleetColumns;
import io.envprobe.fleet.FleetDocument;
import io.envprobe.fleet.FleetIntake;
import io.envprobe.fleet.FleetQuestion;
import io.envprobe.fleet.FleetReader;
import io.envprobe.fleet.FleetReport;
import io.envprobe.host.Inputs;
import io.envprobe.host.LiveInputs;
import io.envprobe.host.Outcome;
import io.envprobe.requirement.RequirementException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which share of many machines a requirement fits, and what excludes the rest. */
public final class FleetCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "fleet",
        "which share of many machines a requirement fits, and what excludes the rest",
        "INPUT…",
        1,
        CommandSpec.ANY,
        List.of(
            Option.repeatable("--requires", "EXPR|FILE", "what is asked of each machine"),
            Option.repeatable(
                "--column",
                "NAME=FACT",
                "what a column says: a fact, weight, date, client, profile, or nothing"),
            Option.repeatable("--set", "KEY=VALUE", "declare a fact of every machine"),
            Option.value(
                "--cover", "PERCENT", "the smallest set of the requirements that so many meet"),
            Option.flag("--trend", "the shares by date"),
            Option.value("--chart", "FILE", "write an HTML page with the shares and the trend"),
            Option.choice("--format", List.of("text", "json", "csv"), "how the answer is written"),
            Option.flag("--strict", "exit 2 at a line that cannot be read")),
        false);
  }

  @Override
  public int run(Invocation call) throws UsageException, CommandException {
    Arguments arguments = call.arguments();
    FleetQuestion question = question(arguments, call.inputs());
    FleetColumns columns = columns(arguments);
    Set<FactKey<?>> facts = question.facts();
    if (facts.isEmpty()) {
      throw new UsageException("nothing of what is asked depends on the machine");
    }
    Fleet fleet = new Fleet(question, call.machines().declared(arguments));
    FleetReader reader = new FleetReader(fleet, columns, arguments.has("--strict"));
    new FleetInputs(call, fleet, reader).read(arguments.parameters());
    FleetReport report = fleet.report();
    FleetIntake intake = reader.intake();
    if (arguments.has("--chart")) {
      chart(arguments.value("--chart").orElseThrow(), report);
    }
    String format = call.output().isJson() ? "json" : arguments.value("--format").orElse("text");
    switch (format) {
      case "json" -> call.output().text(FleetDocument.json(report, intake));
      case "csv" -> call.output().text(FleetDocument.csv(report));
      default -> FleetView.text(call.output(), report, intake, arguments.has("--trend"));
    }
    if (!format.equals("json")) {
      FleetView.damages(call.output(), intake);
    }
    return ExitCode.TRUE;
  }

  private static void chart(String name, FleetReport report) throws CommandException {
    byte[] page = FleetChart.html(report).getBytes(StandardCharsets.UTF_8);
    if (LiveInputs.write(name, page) instanceof Outcome.Failure<Integer> failure) {
      throw CommandException.of(CommandException.Kind.INPUT, failure.detail());
    }
  }

  private static FleetQuestion question(Arguments arguments, Inputs inputs)
      throws UsageException, CommandException {
    if (!arguments.has("--requires")) {
      throw new UsageException("'fleet' needs --requires EXPR or FILE");
    }
    String cover = arguments.value("--cover").orElse("0");
    try {
      return FleetQuestion.read(arguments.values("--requires"), inputs, Integer.parseInt(cover));
    } catch (RequirementException e) {
      throw CommandException.at(
          CommandException.Kind.INPUT,
          String.valueOf(e.getMessage()),
          e.span().offset(),
          e.span().length(),
          e.render());
    } catch (NumberFormatException e) {
      throw new UsageException("--cover is a percentage, 0 to 100");
    } catch (IllegalArgumentException e) {
      throw new UsageException("--cover: " + e.getMessage());
    }
  }

  private static FleetColumns columns(Arguments arguments) throws UsageException {
    Map<String, String> meanings = new TreeMap<>();
    for (String assignment : arguments.values("--column")) {
      int equals = assignment.lastIndexOf('=');
      if (equals < 1) {
        throw new UsageException("--column is NAME=FACT, not '" + assignment + "'");
      }
      meanings.put(assignment.substring(0, equals), assignment.substring(equals + 1));
    }
    try {
      return FleetColumns.usual().with(meanings);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--column: " + e.getMessage());
    }
  }
}
