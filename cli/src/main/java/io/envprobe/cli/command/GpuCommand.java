package io.envprobe.cli.command;

import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.CommonOptions;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.FactsView;
import io.envprobe.cli.output.GpuView;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactCatalogue;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Finding;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Profile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Graphics processors in depth: devices, drivers, toolkits, what is broken and the remedy. */
public final class GpuCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "gpu",
        "graphics processors: devices, drivers, CUDA and its libraries, what is broken and the"
            + " remedy",
        "",
        0,
        0,
        List.of(CommonOptions.STRICT),
        true);
  }

  @Override
  public int run(Invocation call) throws UsageException, CommandException {
    Set<FactKey<?>> keys = new HashSet<>();
    for (FactKey<?> key : FactCatalogue.all()) {
      if (GpuFacts.isSubject(key.name())) {
        keys.add(key);
      }
    }
    Profile profile = call.machines().of(call.arguments(), call.inputs()).profile(keys);
    List<Fact<?>> facts = new ArrayList<>();
    for (Fact<?> fact : profile.facts()) {
      if (GpuFacts.isSubject(fact.key().name())) {
        facts.add(fact);
      }
    }
    List<Finding> findings = new ArrayList<>();
    for (Finding finding : profile.findings()) {
      if (GpuFacts.isSubject(finding.rule())) {
        findings.add(finding);
      }
    }
    if (call.output().isJson()) {
      call.output().json(out -> FactsView.write(out, facts, findings));
    } else {
      GpuView.show(call.output(), profile, findings);
    }
    return call.arguments().has("--strict") ? Strictness.exit(facts, findings) : 0;
  }
}
