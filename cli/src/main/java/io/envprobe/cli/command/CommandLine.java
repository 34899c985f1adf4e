package io.envprobe.cli.command;

import java.util.List;

/** Runs whole command lines, for a command that holds others. */
public interface CommandLine {

  /** Runs a command line; never throws, writes only to the streams. Returns the exit code. */
  int run(List<String> words, Streams streams);
}
