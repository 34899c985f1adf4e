package io.envprobe.cli.command;

import io.envprobe.cli.argument.Arguments;
import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.cli.output.LintView;
import io.envprobe.cli.output.PlacedFinding;
import io.envprobe.cli.output.RequirementView;
import io.envprobe.cli.output.SarifLog;
import io.envprobe.fact.Severity;
import io.envprobe.marker.MarkerAlgebra;
import io.envprobe.marker.MarkerFinding;
import io.envprobe.marker.MarkerLint;
import io.envprobe.marker.RequirementLine;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong or improvable in expressions and in the files that hold them. */
public final class LintCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "lint",
        "what is wrong in marker expressions; several are alternatives: overlaps and gaps",
        "EXPRESSION…",
        0,
        CommandSpec.ANY,
        List.of(
            Option.value("--requirement", "LINE", "read one requirement line instead"),
            Option.repeatable(
                "--file", "FILE", "a pyproject.toml, requirements.txt, METADATA or plain list"),
            Option.flag(
                "--alternatives",
                "with --file: expressions, and lines of one project, are alternatives"),
            Expressions.MODE,
            Expressions.STRICT,
            Option.flag("--final-releases", "interpreters are final releases"),
            Option.flag(
                "--no-world-knowledge", "names are independent: any os_name with any sys_platform"),
            Option.choice(
                "--format",
                List.of("text", "sarif", "github"),
                "text, a SARIF 2.1.0 log, or annotations of GitHub")),
        false);
  }

  @Override
  public int run(Invocation call) throws UsageException, CommandException {
    Arguments arguments = call.arguments();
    String format = arguments.value("--format").orElse("text");
    if (call.output().isJson() && !format.equals("text")) {
      throw new UsageException("--json and --format " + format + " exclude each other");
    }
    boolean files = arguments.has("--file");
    boolean requirement = arguments.has("--requirement");
    List<String> expressions = arguments.parameters();
    int kinds = (files ? 1 : 0) + (requirement ? 1 : 0) + (expressions.isEmpty() ? 0 : 1);
    if (kinds != 1) {
      throw new UsageException("'lint' needs EXPRESSION, --file or --requirement, and one of them");
    }
    if (arguments.has("--alternatives") && requirement) {
      throw new UsageException("one requirement line has no alternatives");
    }
    MarkerLint lint = new MarkerLint(Expressions.dialect(arguments), algebra(arguments));
    if (requirement) {
      return requirement(call, lint, arguments.value("--requirement").orElseThrow());
    }
    List<PlacedFinding> findings = new ArrayList<>();
    if (files) {
      for (String file : arguments.values("--file")) {
        findings.addAll(new LintFile(file, call, lint).findings());
      }
    } else {
      for (MarkerFinding finding : lint.alternatives(expressions)) {
        findings.add(PlacedFinding.of(finding, expressions.get(finding.expression())));
      }
    }
    show(call, findings, Optional.empty());
    return exit(findings);
  }

  private static MarkerAlgebra algebra(Arguments arguments) {
    MarkerAlgebra algebra = MarkerAlgebra.exact();
    if (arguments.has("--final-releases")) {
      algebra = algebra.finalReleasesOnly();
    }
    return arguments.has("--no-world-knowledge") ? algebra : algebra.withWorldKnowledge();
  }

  /** A line that does not parse is an error as for every parser here, not a finding. */
  private static int requirement(Invocation call, MarkerLint lint, String line)
      throws CommandException {
    RequirementLine parsed;
    try {
      parsed = RequirementLine.parse(line, Expressions.dialect(call.arguments()));
    } catch (SyntaxException e) {
      throw Expressions.failure(e);
    }
    List<PlacedFinding> findings = new ArrayList<>();
    for (MarkerFinding finding : lint.requirement(line)) {
      findings.add(PlacedFinding.of(finding, line));
    }
    show(call, findings, Optional.of(parsed));
    return exit(findings);
  }

  private static void show(
      Invocation call, List<PlacedFinding> findings, Optional<RequirementLine> requirement) {
    if (call.output().isJson()) {
      call.output()
          .json(
              out -> {
                if (requirement.isPresent()) {
                  out.name("requirement");
                  RequirementView.write(out, requirement.get());
                }
                out.name("findings");
                LintView.write(out, findings);
              });
      return;
    }
    switch (call.arguments().value("--format").orElse("text")) {
      case "sarif" -> call.output().text(SarifLog.text(MarkerLint.RULES, findings));
      case "github" -> call.output().text(LintView.annotations(findings));
      default -> {
        String text = LintView.text(findings, call.output().style());
        if (requirement.isPresent()) {
          // The line is the answer here, and what is to be said of it is talk.
          call.output().text(requirement.get() + "\n");
          text.lines().forEach(call.output()::say);
        } else {
          call.output().text(text);
        }
      }
    }
  }

  private static int exit(List<PlacedFinding> findings) {
    for (PlacedFinding placed : findings) {
      if (placed.finding().severity() == Severity.ERROR) {
        return ExitCode.FALSE;
      }
    }
    return ExitCode.TRUE;
  }
}
