package io.envprobe.cli.document;

import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.CommonOptions;
import io.envprobe.cli.argument.Option;
import java.util.List;

/** The manual page {@code probe(1)}, in the {@code man} macros that groff and mandoc read. */
public final class ManPage {
  private ManPage() {}

  /** The page of these commands. */
  public static String of(List<CommandSpec> commands, String version) {
    StringBuilder page = new StringBuilder();
    page.append(".TH PROBE 1 2026-01-01 \"envprobe ").append(text(version)).append("\"\n");
    page.append(
        """
        .SH NAME
        probe \\- tell what a machine can run, and decide whether an artifact will run there
        .SH SYNOPSIS
        .B probe
        .I COMMAND
        .RI [ ARGUMENT ...]
        .SH DESCRIPTION
        Looks at this machine, at an unpacked image, at a recording or at a profile; prints what it can run as facts, as
        environment markers and as the platform tags of packaging ecosystems; and decides with reasons.
        Nothing that is found is run, and no network is used.
        .SH COMMANDS
        """);
    for (CommandSpec command : commands) {
      page.append(".SS probe ").append(command.name()).append(" [OPTION...]");
      if (!command.parameters().isEmpty()) {
        page.append(' ').append(text(command.parameters()));
      }
      page.append('\n').append(text(command.summary())).append(".\n");
      options(page, command.options());
    }
    page.append(".SH WHICH MACHINE\nTaken by the commands that look at a machine.\n");
    options(page, CommonOptions.MACHINE);
    page.append(".SH EVERYWHERE\n");
    options(page, CommonOptions.EVERYWHERE);
    page.append(
        """
        .SH EXIT STATUS
        .TP
        .B 0
        true, compatible, nothing found wrong
        .TP
        .B 1
        false, incompatible, findings of severity error, a difference
        .TP
        .B 2
        wrong usage, wrong syntax, unreadable input
        .TP
        .B 3
        undetermined: a fact that decides is not known
        .TP
        .B 70
        internal error
        .SH ENVIRONMENT
        .TP
        .B NO_COLOR
        no colour, whatever the terminal
        .TP
        .B JAVA_HOME
        the Java machine that the launcher starts
        """);
    return page.toString();
  }

  private static void options(StringBuilder page, List<Option> options) {
    for (Option option : options) {
      page.append(".TP\n.B ").append(text(option.name()));
      if (option.takesValue()) {
        page.append(' ').append(text(option.value()));
      }
      page.append('\n').append(text(option.meaning())).append('\n');
    }
  }

  /**
   * Text as roff takes it: its escape, its hyphen, its ellipsis, and no request at a line's start.
   */
  private static String text(String plain) {
    String escaped = plain.replace("\\", "\\e").replace("-", "\\-").replace("…", "...");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}
