package io.envprobe.cli.argument;

import java.util.List;

/**
 * An option of a command.
 *
 * @param name with its two dashes
 * @param value what stands for its value in the help; empty for an option that takes none
 * @param repeatable whether it may be given more than once
 * @param choices the values that it takes; empty for any
 * @param meaning one line for the help
 */
public record Option(
    String name, String value, boolean repeatable, List<String> choices, String meaning) {
  /** An option without a value. */
  public static Option flag(String name, String meaning) {
    return new Option(name, "", false, List.of(), meaning);
  }

  /** An option with a value. */
  public static Option value(String name, String value, String meaning) {
    return new Option(name, value, false, List.of(), meaning);
  }

  /** An option with a value that may be given again and again. */
  public static Option repeatable(String name, String value, String meaning) {
    return new Option(name, value, true, List.of(), meaning);
  }

  /** An option with one of a few values. */
  public static Option choice(String name, List<String> choices, String meaning) {
    return new Option(name, String.join("|", choices), false, choices, meaning);
  }

  /** Whether it takes a value. */
  public boolean takesValue() {
    return !value.isEmpty();
  }
}
