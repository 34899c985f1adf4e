package io.envprobe.cli.argument;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words after a command's name, understood. Immutable. */
public final class Arguments {
  private final List<String> parameters;
  private final Map<String, List<String>> options;

  private Arguments(List<String> parameters, Map<String, List<String>> options) {
    this.parameters = List.copyOf(parameters);
    this.options = Map.copyOf(options);
  }

  /**
   * Understands words: {@code --name value}, {@code --name=value}, parameters between, and after
   * {@code --} parameters only.
   *
   * @throws UsageException where they do not fit the command
   */
  public static Arguments parse(CommandSpec spec, List<String> words) throws UsageException {
    List<Option> known = spec.allOptions();
    List<String> parameters = new ArrayList<>();
    Map<String, List<String>> options = new HashMap<>();
    boolean onlyParameters = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (onlyParameters || !word.startsWith("-") || word.equals("-")) {
        parameters.add(word);
      } else if (word.equals("--")) {
        onlyParameters = true;
      } else {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Option option = find(spec, known, name.equals("-h") ? "--help" : name);
        String value = "";
        if (option.takesValue()) {
          if (equals < 0 && i + 1 == words.size()) {
            throw new UsageException(
                "option " + name + " needs a value: " + name + " " + option.value());
          }
          value = equals < 0 ? words.get(++i) : word.substring(equals + 1);
          checkChoice(option, value);
        } else if (equals >= 0) {
          throw new UsageException("option " + name + " takes no value");
        }
        // No lambda: the first of a process costs more than all of this.
        List<String> values = options.get(option.name());
        if (values == null) {
          values = new ArrayList<>();
          options.put(option.name(), values);
        }
        if (!values.isEmpty() && option.takesValue() && !option.repeatable()) {
          throw new UsageException("option " + name + " is given twice");
        }
        values.add(value);
      }
    }
    Arguments arguments = new Arguments(parameters, options);
    if (!arguments.has("--help")) {
      checkCount(spec, parameters);
    }
    return arguments;
  }

  private static Option find(CommandSpec spec, List<Option> known, String name)
      throws UsageException {
    List<String> names = new ArrayList<>();
    for (Option option : known) {
      if (option.name().equals(name)) {
        return option;
      }
      names.add(option.name());
    }
    throw new UsageException(
        "'" + spec.name() + "' has no option " + name + Similar.hint(name, names));
  }

  private static void checkChoice(Option option, String value) throws UsageException {
    if (!option.choices().isEmpty() && !option.choices().contains(value)) {
      throw new UsageException(
          "option "
              + option.name()
              + " takes "
              + String.join(", ", option.choices())
              + ", not '"
              + value
              + "'"
              + Similar.hint(value, option.choices()));
    }
  }

  private static void checkCount(CommandSpec spec, List<String> parameters) throws UsageException {
    if (parameters.size() < spec.fewest()) {
      throw new UsageException("'" + spec.name() + "' needs " + spec.parameters());
    }
    if (parameters.size() > spec.most()) {
      String extra = parameters.get(spec.most());
      throw new UsageException(
          "'" + spec.name() + "' does not know what to do with '" + extra + "'");
    }
  }

  /** The parameters, in order. */
  public List<String> parameters() {
    return parameters;
  }

  /** Whether an option was given. */
  public boolean has(String option) {
    return options.containsKey(option);
  }

  /** The value of an option, where it was given. */
  public Optional<String> value(String option) {
    List<String> values = options.get(option);
    return values == null ? Optional.empty() : Optional.of(values.get(0));
  }

  /** All values of a repeatable option, in order. */
  public List<String> values(String option) {
    return List.copyOf(options.getOrDefault(option, List.of()));
  }
}
