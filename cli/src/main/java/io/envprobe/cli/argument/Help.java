package io.envprobe.cli.argument;

import java.util.List;

/** The help texts, made from the same descriptions that the parser reads. */
public final class Help {
  private static final int COLUMN = 26;

  private Help() {}

  /** The page of the whole program. */
  public static String program(List<CommandSpec> commands) {
    StringBuilder page = new StringBuilder();
    page.append("Usage: probe COMMAND [ARGUMENT…]\n\n");
    page.append(
        "Tells what this machine can run, and decides whether an artifact will run here, and why.\n\nCommands:\n");
    for (CommandSpec command : commands) {
      row(page, command.name(), command.summary());
    }
    page.append("\nOptions:\n");
    row(page, "--version", "print the version");
    row(page, "--help", "print this help");
    page.append(
        "\nExit codes: 0 true or compatible, 1 false or incompatible, 2 usage or unreadable input,\n");
    page.append("3 undetermined, 70 internal error. 'probe COMMAND --help' tells more.\n");
    return page.toString();
  }

  /** The page of one command. */
  public static String command(CommandSpec command) {
    StringBuilder page =
        new StringBuilder("Usage: probe ").append(command.name()).append(" [OPTION…]");
    if (!command.parameters().isEmpty()) {
      page.append(' ').append(command.parameters());
    }
    page.append("\n\n").append(capital(command.summary())).append(".\n");
    options(page, "Options", command.options());
    if (command.readsMachine()) {
      options(page, "Which machine", CommonOptions.MACHINE);
    }
    options(page, "Everywhere", CommonOptions.EVERYWHERE);
    return page.toString();
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
  }

  private static void options(StringBuilder page, String title, List<Option> options) {
    if (options.isEmpty()) {
      return;
    }
    page.append('\n').append(title).append(":\n");
    for (Option option : options) {
      row(
          page,
          option.takesValue() ? option.name() + " " + option.value() : option.name(),
          option.meaning());
    }
  }

  private static void row(StringBuilder page, String name, String meaning) {
    page.append("  ").append(name);
    if (name.length() >= COLUMN - 1) {
      page.append("\n  ").append(" ".repeat(COLUMN));
    } else {
      page.append(" ".repeat(COLUMN - name.length()));
    }
    page.append(meaning).append('\n');
  }
}
