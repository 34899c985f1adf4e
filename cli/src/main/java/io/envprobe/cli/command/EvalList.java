package io.envprobe.cli.command;

import io.envprobe.cli.argument.Arguments;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.machine.Machine;
import io.envprobe.cli.output.Columns;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.cli.output.ExplanationView;
import io.envprobe.cli.output.Output;
import io.envprobe.fact.FactKey;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.marker.LocatedText;
import io.envprobe.marker.MarkerDialect;
import io.envprobe.marker.MarkerEnvironment;
import io.envprobe.marker.MarkerEvaluationException;
import io.envprobe.marker.RequirementLine;
import io.envprobe.marker.Truth;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

  int run() throws UsageException, CommandException {
    if (!arguments.parameters().isEmpty()) {
      throw new UsageException("'eval' takes an expression or --file, not both");
    }
    List<Question> questions = questions();
    Map<String, MarkerEnvironment> environments = environments(questions);
    List<Row> rows = new ArrayList<>();
    for (Question question : questions) {
      List<Truth> truths = new ArrayList<>();
      for (MarkerEnvironment environment : environments.values()) {
        truths.add(answer(question, environment));
      }
      rows.add(new Row(question.text(), truths));
    }
    show(List.copyOf(environments.keySet()), rows);
    return exit(rows);
  }

  /** One environment for each machine, made for all the facts that the expressions read. */
  private Map<String, MarkerEnvironment> environments(List<Question> questions)
      throws UsageException, CommandException {
    Optional<String> names = arguments.value("--environment");
    if (names.isPresent()) {
      return Map.of(names.get(), Expressions.environment(names.get(), call.inputs()));
    }
    Set<FactKey<?>> facts = new LinkedHashSet<>();
    for (Question question : questions) {
      question.marker().ifPresent(marker -> facts.addAll(marker.facts()));
    }
    Map<String, MarkerEnvironment> environments = new LinkedHashMap<>();
    for (Map.Entry<String, Machine> machine :
        call.machines().all(arguments, call.inputs()).entrySet()) {
      environments.put(machine.getKey(), MarkerEnvironment.of(machine.getValue().profile(facts)));
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

  private Truth answer(Question question, MarkerEnvironment environment) throws CommandException {
    if (question.marker().isEmpty()) {
      return Truth.TRUE;
    }
    try {
      return question.marker().get().evaluate(environment);
    } catch (MarkerEvaluationException e) {
      throw Expressions.inFile(file, question.text(), Expressions.failure(e));
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
