package io.envprobe.cli.command;

import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.CommonOptions;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.VerdictView;
import io.envprobe.engine.Compatibility;
import io.envprobe.engine.Engine;
import io.envprobe.engine.Verdict;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Platform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether artifacts and requirements are met here, and why not. */
public final class CheckCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "check",
        "whether an artifact runs here, or a requirement is met; why not, and the nearest remedy",
        "PATH…",
        1,
        CommandSpec.ANY,
        List.of(
            Requirements.AGAINST,
            Requirements.MATRIX,
            Requirements.FORMAT,
            Option.flag("--explain", "print the whole tree of conditions"),
            BlasQuestions.SWITCH,
            CommonOptions.ON_UNKNOWN),
        true);
  }

  @Override
  public int run(Invocation call) throws UsageException, CommandException {
    if (call.arguments().has(BlasQuestions.SWITCH.name())) {
      return BlasQuestions.switched(call);
    }
    List<Candidate> all = new ArrayList<>();
    for (String name : call.arguments().parameters()) {
      all.addAll(Requirements.read(name, call.arguments(), call.inputs()));
    }
    Map<String, Platform> platforms = Requirements.platforms(call, Requirements.facts(all));
    Map<String, List<Verdict>> verdicts = new LinkedHashMap<>();
    Compatibility overall = Compatibility.COMPATIBLE;
    for (Map.Entry<String, Platform> platform : platforms.entrySet()) {
      List<Verdict> here = new ArrayList<>();
      for (Candidate candidate : all) {
        Verdict verdict = Engine.check(candidate.requirement(), platform.getValue());
        here.add(verdict);
        overall = overall.and(verdict.compatibility());
      }
      verdicts.put(platform.getKey(), here);
    }
    boolean tree = call.arguments().has("--explain");
    if (call.output().isJson()) {
      Compatibility answer = overall;
      call.output().json(out -> VerdictView.write(out, answer, verdicts, tree));
    } else {
      VerdictView.show(call.output(), verdicts, tree);
    }
    return Requirements.exit(overall, call.arguments());
  }
}
