package io.envprobe.cli.argument;

import java.util.List;

/** The options that many commands share. */
public final class CommonOptions {
  /** Which machine is meant, and how it may be looked at. */
  public static final List<Option> MACHINE =
      List.of(
          Option.repeatable(
              "--profile",
              "FILE",
              "read the facts from a profile, or from a baseline: @debian-12, @manylinux_2_28"),
          Option.value("--sysroot", "DIR", "look at an unpacked image or a mounted disk"),
          Option.flag(
              "--on-host", "with --sysroot: joined with this machine's kernel, CPU and GPU"),
          Option.value("--replay", "FILE", "look at a recording"),
          Option.repeatable(
              "--set", "KEY=VALUE", "declare a fact; with nothing after = declare it absent"),
          Option.value(
              "--python", "VERSION|PATH", "the Python that the standard markers and tags describe"),
          Option.flag(
              "--run-python", "let that Python say what its files leave open; it is run for that"),
          Option.value("--timeout", "SECONDS", "how long looking may take (default 10)"),
          Option.flag("--no-native", "make no native calls and start no child process"),
          Option.flag(
              "--no-cache", "ask the machine and libraries of vendors anew, and keep nothing"));

  /** What every command takes. */
  public static final List<Option> EVERYWHERE =
      List.of(
          Option.flag("--json", "print one JSON object"),
          Option.choice(
              "--color",
              List.of("auto", "always", "never"),
              "colour on the terminal (default auto)"),
          Option.flag("--help", "print this help"));

  /** For commands that describe: exit 1 for findings of severity error, 3 for unknown facts. */
  public static final Option STRICT =
      Option.flag("--strict", "exit 1 for findings of severity error, 3 for what is unknown");

  /** For commands that decide: what an unknown means to the caller. */
  public static final Option ON_UNKNOWN =
      Option.choice(
          "--on-unknown",
          List.of("fail", "pass", "report"),
          "exit 1, 0 or 3 for an unknown answer (default report)");

  private CommonOptions() {}
}
