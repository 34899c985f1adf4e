package io.envprobe.cli.command;

import io.envprobe.cli.argument.CommandSpec;
import java.util.List;

/** The whole program, for a command that holds or describes others. */
public interface CommandLine {

  /** Runs a command line; never throws, writes only to the streams. Returns the exit code. */
  int run(List<String> words, Streams streams);

  /** Every command, in the order of the help. */
  List<CommandSpec> commands();
}
