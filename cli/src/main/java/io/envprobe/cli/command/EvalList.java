package io.envprobe.cli.command;

import io.envprobe.cli.argument.Arguments;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.machine.Machine;
import io.envprobe.cli.output.Columns;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.cli.output.ExplanationView;
import io.envprobe.cli.output.Output;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.marker.LocatedText;
import io.envprobe.marker.MarkerDialect;
import io.envprobe.marker.MarkerEnvironment;
import io.envprobe.marker.RequirementLine;
import io.envprobe.marker.Truth;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Many expressions against one or several machines: a table with one exit code, the worst. */
final class EvalList {
  private final Invocation call;
  private final Arguments arguments;
  private final String file;

  EvalList(Invocation call) {
    this.call = call;
    this.arguments = call.arguments();
    this.file = arguments.value("--file").orElseThrow();
  }

  /** An expression, or a requirement line whose marker may be missing: then it is always needed. */
  private record Question(LocatedText text, Optional<CompiledMarker> marker) {}

  private record Row(LocatedText text, List<Truth> truths) {}

  /** The environments to answer for, each made for the facts that an expression reads. */
  private interface Environments {
    MarkerEnvironment of(CompiledMarker marker) throws CommandException;
  }

  int run() throws UsageException, CommandException {
    if (!arguments.parameters().isEmpty()) {
      throw new UsageException("'eval' takes an expression or --file, not both");
    }
    List<Question> questions = questions();
    Map<String, Environments> environments = environments();
    List<Row> rows = new ArrayList<>();
    for (Question question : questions) {
      List<Truth> truths = new ArrayList<>();
      for (Environments environment : environments.values()) {
        truths.add(answer(question, environment));
      }
      rows.add(new Row(question.text(), truths));
    }
    show(List.copyOf(environments.keySet()), rows);
    return exit(rows);
  }

  private Map<String, Environments> environments() throws UsageException, CommandException {
    Map<String, Environments> environments = new LinkedHashMap<>();
    Optional<String> names = arguments.value("--environment");
    if (names.isPresent()) {
      MarkerEnvironment environment = Expressions.environment(names.get(), call.inputs());
      environments.put(names.get(), marker -> environment);
      return environments;
    }
    for (Map.Entry<String, Machine> machine :
        call.machines().all(arguments, call.inputs()).entrySet()) {
      environments.put(
          machine.getKey(),
          marker -> MarkerEnvironment.of(machine.getValue().profile(marker.facts())));
    }
    return environments;
  }

  private List<Question> questions() throws CommandException {
    MarkerDialect dialect = Expressions.dialect(arguments);
    List<Question> questions = new ArrayList<>();
    for (LocatedText text : Expressions.read(file, call.inputs())) {
      try {
        Optional<CompiledMarker> marker =
            text.kind() == LocatedText.Kind.MARKER
                ? Optional.of(CompiledMarker.parse(text.text(), dialect))
                : RequirementLine.parse(text.text(), dialect).marker();
        questions.add(new Question(text, marker));
      } catch (SyntaxException e) {
        throw Expressions.inFile(file, text, Expressions.failure(e));
      }
    }
    return questions;
  }

  private Truth answer(Question question, Environments environment) throws CommandException {
    if (question.marker().isEmpty()) {
      return Truth.TRUE;
    }
    CompiledMarker marker = question.marker().get();
    try {
      return EvalCommand.explain(marker, environment.of(marker)).truth();
    } catch (CommandException e) {
      throw Expressions.inFile(file, question.text(), e);
    }
  }

  private void show(List<String> machines, List<Row> rows) {
    Output output = call.output();
    if (output.isJson()) {
      output.json(
          out -> {
            out.name("results").beginArray();
            for (Row row : rows) {
              out.beginObject();
              out.name("expression").value(row.text().text());
              out.name("line").value(row.text().line(0));
              out.name("column").value(row.text().column(0));
              out.name("results").beginObject();
              for (int i = 0; i < machines.size(); i++) {
                out.name(machines.get(i)).value(row.truths().get(i).name());
              }
              out.endObject().endObject();
            }
            out.endArray();
          });
    } else if (arguments.value("--format").orElse("text").equals("github")) {
      output.text(assignments(suffixes(machines), rows));
    } else {
      output.text(table(machines, rows, output));
    }
  }

  private static String table(List<String> machines, List<Row> rows, Output output) {
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
      columns.cell(row.text().text().strip());
    }
    return columns.text();
  }

  /**
   * Lines for the file that GITHUB_OUTPUT names: expressions are numbered as the table has them.
   */
  private static String assignments(List<String> suffixes, List<Row> rows) {
    StringBuilder lines = new StringBuilder();
    for (int row = 0; row < rows.size(); row++) {
      for (int i = 0; i < suffixes.size(); i++) {
        lines.append("expression_").append(row + 1).append(suffixes.get(i)).append('=');
        lines.append(rows.get(row).truths().get(i).name().toLowerCase(Locale.ROOT)).append('\n');
      }
    }
    return lines.toString();
  }

  /** What tells the machines apart: nothing for one, otherwise their names or numbers. */
  private static List<String> suffixes(List<String> machines) {
    if (machines.size() == 1) {
      return List.of("");
    }
    List<String> suffixes = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (String machine : machines) {
      String name = "_" + identifier(machine);
      String suffix = name;
      for (int number = 2; !taken.add(suffix); number++) {
        suffix = name + "_" + number;
      }
      suffixes.add(suffix);
    }
    return suffixes;
  }

  private static String identifier(String name) {
    StringBuilder identifier = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (plain || !identifier.isEmpty()) {
        identifier.append(plain ? c : '_');
      }
    }
    return identifier.toString();
  }

  /** False outweighs unknown, unknown outweighs true. */
  private int exit(List<Row> rows) {
    Set<Integer> exits = new HashSet<>();
    rows.forEach(
        row -> row.truths().forEach(truth -> exits.add(EvalCommand.exit(truth, arguments))));
    if (exits.contains(ExitCode.FALSE)) {
      return ExitCode.FALSE;
    }
    return exits.contains(ExitCode.UNDETERMINED) ? ExitCode.UNDETERMINED : ExitCode.TRUE;
  }
}
