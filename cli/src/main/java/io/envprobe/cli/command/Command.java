package io.envprobe.cli.command;

import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.output.CommandException;

/** One command: what it takes, and what it does. */
public interface Command {

  /** What it is called and takes. */
  CommandSpec spec();

  /**
   * Answers.
   *
   * @return the exit code
   * @throws UsageException where the arguments fit the description but not each other
   * @throws CommandException where it cannot answer
   */
  int run(Invocation invocation) throws UsageException, CommandException;
}
