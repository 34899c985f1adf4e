package io.envprobe.cli.argument;

import java.util.ArrayList;
import java.util.List;

/**
 * What a command is called, what it answers and what it takes.
 *
 * @param name its name
 * @param summary what it answers, one line without a full stop
 * @param parameters what stands for its parameters in the help, for example {@code [VOCABULARY…]};
 *     empty where it takes none
 * @param fewest how many parameters it needs
 * @param most how many it takes
 * @param options its own options
 * @param readsMachine whether it also takes the options that say which machine is meant
 */
public record CommandSpec(
    String name,
    String summary,
    String parameters,
    int fewest,
    int most,
    List<Option> options,
    boolean readsMachine) {

  /** Any number of parameters. */
  public static final int ANY = Integer.MAX_VALUE;

  /** Copies the options. */
  public CommandSpec {
    options = List.copyOf(options);
  }

  /** All options that the command takes, its own first. */
  public List<Option> allOptions() {
    List<Option> all = new ArrayList<>(options);
    if (readsMachine) {
      all.addAll(CommonOptions.MACHINE);
    }
    all.addAll(CommonOptions.EVERYWHERE);
    return all;
  }
}
