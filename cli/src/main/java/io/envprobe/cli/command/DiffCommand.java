package io.envprobe.cli.command;

import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.DiffView;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.fact.Profile;
import io.envprobe.fact.ProfileChange;
import io.envprobe.fact.ProfileComparison;
import java.util.List;

/** What two machines differ in, the most telling first. */
public final class DiffCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "diff",
        "what two machines differ in, what explains most first",
        "A B",
        2,
        2,
        List.of(Option.flag("--all", "every difference, not the first of each kind")),
        false);
  }

  @Override
  public int run(Invocation call) throws UsageException, CommandException {
    List<String> names = call.arguments().parameters();
    Profile left = call.machines().kept(names.get(0), call.inputs()).everything();
    Profile right = call.machines().kept(names.get(1), call.inputs()).everything();
    List<ProfileChange> changes = ProfileComparison.of(left, right);
    if (call.output().isJson()) {
      call.output().json(out -> DiffView.write(out, changes));
    } else {
      DiffView.show(call.output(), names, changes, call.arguments().has("--all"));
    }
    boolean unknown = false;
    for (ProfileChange change : changes) {
      if (change.known()) {
        return ExitCode.FALSE;
      }
      unknown = true;
    }
    return unknown ? ExitCode.UNDETERMINED : ExitCode.TRUE;
  }
}
