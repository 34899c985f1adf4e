package io.envprobe.cli.command;

import io.envprobe.cli.argument.Arguments;
import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.CommonOptions;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.cli.output.ExplanationView;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.marker.Explanation;
import io.envprobe.marker.MarkerEnvironment;
import io.envprobe.marker.MarkerEvaluationException;
import io.envprobe.marker.Truth;
import java.util.List;
import java.util.Locale;

/** Whether a marker expression is true here, and why. */
public final class EvalCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "eval",
        "whether a marker expression is true here, and why",
        "EXPRESSION",
        0,
        1,
        List.of(
            Expressions.MODE,
            Expressions.STRICT,
            Option.flag("--explain", "print the whole tree of reasons"),
            Option.value(
                "--environment", "FILE", "evaluate against exactly the names of a JSON object"),
            Option.value(
                "--file",
                "LIST",
                "evaluate what a list, pyproject.toml, requirements.txt or METADATA holds, for each --profile"),
            Option.choice(
                "--format", List.of("text", "github"), "text, or lines for GITHUB_OUTPUT"),
            CommonOptions.ON_UNKNOWN),
        true);
  }

  @Override
  public int run(Invocation call) throws UsageException, CommandException {
    Arguments arguments = call.arguments();
    if (arguments.has("--file")) {
      return new EvalList(call).run();
    }
    if (arguments.parameters().isEmpty()) {
      throw new UsageException("'eval' needs EXPRESSION");
    }
    CompiledMarker marker =
        Expressions.parse(arguments.parameters().get(0), Expressions.dialect(arguments));
    MarkerEnvironment environment =
        arguments.has("--environment")
            ? Expressions.environment(arguments.value("--environment").orElseThrow(), call.inputs())
            : MarkerEnvironment.of(
                call.machines().of(arguments, call.inputs()).profile(marker.facts()));
    Explanation explanation = explain(marker, environment);
    if (call.output().isJson()) {
      call.output()
          .json(
              out -> {
                out.name("result").value(explanation.truth().name());
                out.name("expression").value(marker.text());
                out.name("mode").value(marker.dialect().mode().label());
                out.name("explanation");
                ExplanationView.write(out, explanation);
              });
    } else if (arguments.value("--format").orElse("text").equals("github")) {
      String result = explanation.truth().name().toLowerCase(Locale.ROOT);
      call.output().text("result=" + result + "\n");
    } else {
      ExplanationView.show(call.output(), explanation, arguments.has("--explain"));
    }
    return exit(explanation.truth(), arguments);
  }

  static Explanation explain(CompiledMarker marker, MarkerEnvironment environment)
      throws CommandException {
    try {
      return marker.explain(environment);
    } catch (MarkerEvaluationException e) {
      throw Expressions.failure(e);
    }
  }

  static int exit(Truth truth, Arguments arguments) {
    return switch (truth) {
      case TRUE -> ExitCode.TRUE;
      case FALSE -> ExitCode.FALSE;
      case UNKNOWN ->
          switch (arguments.value("--on-unknown").orElse("report")) {
            case "pass" -> ExitCode.TRUE;
            case "fail" -> ExitCode.FALSE;
            default -> ExitCode.UNDETERMINED;
          };
    };
  }
}
