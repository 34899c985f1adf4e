package io.envprobe.cli.command;

import io.envprobe.cli.argument.Arguments;
import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.CommonOptions;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExtView;
import io.envprobe.engine.Compatibility;
import io.envprobe.external.ExternalAnswer;
import io.envprobe.external.ExternalDemand;
import io.envprobe.external.ExternalDependency;
import io.envprobe.external.ExternalDocument;
import io.envprobe.external.ExternalFinder;
import io.envprobe.external.ExternalFormats;
import io.envprobe.external.ExternalNames;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Finding;
import io.envprobe.marker.Truth;
import io.envprobe.requirement.Platform;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.Source;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The external dependencies of a project: which are here, and how the others are installed. */
public final class ExtCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "ext",
        "external dependencies (libraries, compilers, programs): satisfied, missing or unknown",
        "FILE…",
        1,
        CommandSpec.ANY,
        List.of(
            Option.choice("--phase", List.of("build", "host", "run"), "only what this phase needs"),
            Option.repeatable("--extra", "NAME", "count an extra or a dependency group too"),
            Option.choice("--map", ExternalNames.ECOSYSTEMS, "print the names of this ecosystem"),
            CommonOptions.ON_UNKNOWN),
        true);
  }

  @Override
  public int run(Invocation call) throws UsageException, CommandException {
    Arguments arguments = call.arguments();
    List<ExternalDependency> dependencies = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    Optional<String> phase = arguments.value("--phase");
    for (String name : arguments.parameters()) {
      ExternalDocument document = read(Source.of(name, call.inputs()));
      findings.addAll(document.findings());
      for (ExternalDependency dependency : document.dependencies()) {
        if (phase.isEmpty() || phase.get().equals(dependency.phase().word())) {
          dependencies.add(dependency);
        }
      }
    }
    Set<FactKey<?>> facts = new LinkedHashSet<>();
    for (ExternalDependency dependency : dependencies) {
      facts.addAll(new ExternalDemand(dependency).facts());
      dependency.marker().ifPresent(marker -> facts.addAll(marker.facts()));
    }
    Platform platform =
        Requirements.platforms(call, facts).values().stream()
            .findFirst()
            .orElseThrow(() -> new UsageException("there is no machine to ask"));
    List<ExtView.Row> rows = new ArrayList<>();
    Compatibility overall = Compatibility.COMPATIBLE;
    for (ExternalDependency dependency : dependencies) {
      Truth needed =
          dependency.marker().map(marker -> marker.evaluate(platform.markers())).orElse(Truth.TRUE);
      ExternalAnswer answer = ExternalFinder.find(dependency, platform);
      boolean counts =
          dependency.group().isEmpty() || arguments.values("--extra").contains(dependency.group());
      rows.add(new ExtView.Row(dependency, needed, answer, counts));
      if (counts) {
        overall = overall.and(Compatibility.of(needed.not().or(answer.truth())));
      }
    }
    Optional<String> map = arguments.value("--map");
    if (call.output().isJson()) {
      Compatibility verdict = overall;
      call.output().json(out -> ExtView.write(out, verdict, rows, findings, map));
    } else {
      ExtView.show(call.output(), rows, findings, map);
    }
    return Requirements.exit(overall, arguments);
  }

  private static ExternalDocument read(Source source) throws CommandException {
    try {
      return ExternalFormats.read(source);
    } catch (RequirementException e) {
      throw Requirements.refused(e);
    }
  }
}
