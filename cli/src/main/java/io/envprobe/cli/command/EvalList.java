package io.envprobe.cli.command;

import io.envprobe.cli.argument.Arguments;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.machine.Machine;
import io.envprobe.cli.output.Columns;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.cli.output.ExplanationView;
import io.envprobe.cli.output.Output;
import io.envprobe.host.Inputs;
import io.envprobe.host.Outcome;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.marker.MarkerEnvironment;
import io.envprobe.marker.Truth;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Many expressions against one or several machines: a table with one exit code, the worst. */
final class EvalList {
  private final Invocation call;
  private final Arguments arguments;

  EvalList(Invocation call) {
    this.call = call;
    this.arguments = call.arguments();
  }

  private record Row(CompiledMarker marker, List<Truth> truths) {}

  int run() throws UsageException, CommandException {
    if (!arguments.parameters().isEmpty()) {
      throw new UsageException("'eval' takes an expression or --file, not both");
    }
    List<CompiledMarker> markers = markers();
    Map<String, Machine> machines = call.machines().all(arguments, call.inputs());
    List<Row> rows = new ArrayList<>();
    for (CompiledMarker marker : markers) {
      List<Truth> truths = new ArrayList<>();
      for (Machine machine : machines.values()) {
        MarkerEnvironment environment = MarkerEnvironment.of(machine.profile(marker.facts()));
        truths.add(EvalCommand.explain(marker, environment).truth());
      }
      rows.add(new Row(marker, truths));
    }
    show(List.copyOf(machines.keySet()), rows);
    return exit(rows);
  }

  private List<CompiledMarker> markers() throws CommandException {
    String file = arguments.value("--file").orElseThrow();
    Outcome<byte[]> content = call.inputs().read(file, Inputs.DOCUMENT_LIMIT);
    if (content instanceof Outcome.Failure<byte[]> failure) {
      throw CommandException.of(CommandException.Kind.INPUT, failure.detail());
    }
    List<CompiledMarker> markers = new ArrayList<>();
    String[] lines =
        new String(content.answer().orElseThrow(), StandardCharsets.UTF_8).split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        try {
          markers.add(Expressions.parse(line, Expressions.dialect(arguments)));
        } catch (CommandException e) {
          String place = file + ":" + (i + 1) + ": ";
          throw CommandException.at(
              e.kind(),
              place + e.getMessage(),
              e.offset().orElse(0),
              e.length(),
              place + e.display());
        }
      }
    }
    return markers;
  }

  private void show(List<String> machines, List<Row> rows) {
    Output output = call.output();
    if (output.isJson()) {
      output.json(
          out -> {
            out.name("results").beginArray();
            for (Row row : rows) {
              out.beginObject();
              out.name("expression").value(row.marker().text());
              out.name("results").beginObject();
              for (int i = 0; i < machines.size(); i++) {
                out.name(machines.get(i)).value(row.truths().get(i).name());
              }
              out.endObject().endObject();
            }
            out.endArray();
          });
    } else if (arguments.value("--format").orElse("text").equals("github")) {
      StringBuilder lines = new StringBuilder();
      for (int row = 0; row < rows.size(); row++) {
        for (int i = 0; i < machines.size(); i++) {
          String suffix = machines.size() == 1 ? "" : "_" + identifier(machines.get(i));
          lines.append("expression_").append(row + 1).append(suffix).append('=');
          lines
              .append(rows.get(row).truths().get(i).name().toLowerCase(java.util.Locale.ROOT))
              .append('\n');
        }
      }
      output.text(lines);
    } else {
      Columns columns = new Columns();
      if (machines.size() > 1) {
        columns.row();
        machines.forEach(columns::cell);
      }
      for (Row row : rows) {
        columns.row();
        for (Truth truth : row.truths()) {
          columns.cell(truth.name(), ExplanationView.paint(output.style(), truth, truth.name()));
        }
        columns.cell(row.marker().text());
      }
      output.text(columns.text());
    }
  }

  private static String identifier(String name) {
    StringBuilder identifier = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      identifier.append(plain ? c : '_');
    }
    return identifier.toString();
  }

  /** False outweighs unknown, unknown outweighs true. */
  private int exit(List<Row> rows) {
    Map<Integer, Boolean> exits = new LinkedHashMap<>();
    rows.forEach(
        row -> row.truths().forEach(truth -> exits.put(EvalCommand.exit(truth, arguments), true)));
    if (exits.containsKey(ExitCode.FALSE)) {
      return ExitCode.FALSE;
    }
    return exits.containsKey(ExitCode.UNDETERMINED) ? ExitCode.UNDETERMINED : ExitCode.TRUE;
  }
}
