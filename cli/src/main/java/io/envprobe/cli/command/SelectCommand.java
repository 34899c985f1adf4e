package io.envprobe.cli.command;

import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.CommonOptions;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.SelectionView;
import io.envprobe.engine.Compatibility;
import io.envprobe.engine.Engine;
import io.envprobe.engine.Selection;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Platform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The best of several candidates, and why the others lost. */
public final class SelectCommand implements Command {
  private static final int LIST_LIMIT = 256 << 20;

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "select",
        "the best of several candidates for this machine, and why the others lost",
        "CANDIDATE…",
        1,
        CommandSpec.ANY,
        List.of(
            Requirements.AGAINST,
            Requirements.MATRIX,
            Requirements.FORMAT,
            Option.flag("--explain", "say of every candidate why it is not the best"),
            CommonOptions.ON_UNKNOWN),
        true);
  }

  @Override
  public int run(Invocation call) throws UsageException, CommandException {
    List<Candidate> candidates = new ArrayList<>();
    for (String name : names(call)) {
      candidates.addAll(Requirements.read(name, call.arguments(), call.inputs()));
    }
    Map<String, Selection> selections = new LinkedHashMap<>();
    Compatibility overall = Compatibility.COMPATIBLE;
    for (Map.Entry<String, Platform> platform :
        Requirements.platforms(call, Requirements.facts(candidates)).entrySet()) {
      Selection selection = Engine.select(candidates, platform.getValue());
      selections.put(platform.getKey(), selection);
      overall = overall.and(selection.compatibility());
    }
    boolean explain = call.arguments().has("--explain");
    if (call.output().isJson()) {
      call.output().json(out -> SelectionView.write(out, selections, explain));
    } else {
      SelectionView.show(call.output(), selections, explain);
    }
    return Requirements.exit(overall, call.arguments());
  }

  /** The candidates of the command line; for {@code -}, one a line of standard input. */
  private static List<String> names(Invocation call) throws CommandException {
    List<String> names = new ArrayList<>();
    for (String name : call.arguments().parameters()) {
      if (!name.equals("-") || call.arguments().has("--format")) {
        names.add(name);
        continue;
      }
      byte[] bytes =
          call.inputs()
              .read(name, LIST_LIMIT)
              .answer()
              .orElseThrow(
                  () ->
                      CommandException.of(
                          CommandException.Kind.INPUT, "standard input cannot be read"));
      new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .forEach(names::add);
    }
    if (names.isEmpty()) {
      throw CommandException.of(CommandException.Kind.INPUT, "there is no candidate");
    }
    return names;
  }
}
