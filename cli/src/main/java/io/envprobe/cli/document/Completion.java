package io.envprobe.cli.document;

import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.Option;
import java.util.List;
import java.util.Map;

/**
 * Completion scripts. A script is whole: completing starts no program.
 *
 * @param commands every command
 * @param words what may stand as a parameter, by command, where that is a closed list; other
 *     parameters are completed as files
 */
public record Completion(List<CommandSpec> commands, Map<String, List<String>> words) {
  /** The shells that are known. */
  public static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  /** Copies both. */
  public Completion {
    commands = List.copyOf(commands);
    words = Map.copyOf(words);
  }

  /** The script of a shell out of {@link #SHELLS}. */
  public String script(String shell) {
    return switch (shell) {
      case "bash" -> bash();
      case "zsh" -> zsh();
      default -> fish();
    };
  }

  private String bash() {
    StringBuilder script = new StringBuilder("# Completion of probe for bash.\n_probe() {\n");
    script.append(
        """
          local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words=
          COMPREPLY=()
        """);
    script.append("  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    words='").append(names());
    script.append(" help --help --version'\n");
    script.append("    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n    return\n  fi\n");
    script.append("  case \"${COMP_WORDS[1]} $prev\" in\n");
    for (CommandSpec command : commands) {
      for (Option option : command.allOptions()) {
        if (option.takesValue()) {
          script.append("    '").append(command.name()).append(' ').append(option.name());
          script.append("') ").append(bashValues(option)).append("; return ;;\n");
        }
      }
    }
    script.append("  esac\n  case \"${COMP_WORDS[1]} $cur\" in\n");
    for (CommandSpec command : commands) {
      script.append("    '").append(command.name()).append(" -'*) words='");
      script.append(options(command)).append("' ;;\n");
      List<String> parameters = words.getOrDefault(command.name(), List.of());
      if (!parameters.isEmpty()) {
        script.append("    '").append(command.name()).append(" '*) words='");
        script.append(String.join(" ", parameters)).append("' ;;\n");
      }
    }
    script.append("    'help '*) words='").append(names()).append("' ;;\n  esac\n");
    script.append(
        """
          if [ -n "$words" ]; then
            COMPREPLY=($(compgen -W "$words" -- "$cur"))
          else
            COMPREPLY=($(compgen -f -- "$cur"))
          fi
        }
        complete -o filenames -F _probe probe
        """);
    return script.toString();
  }

  private static String bashValues(Option option) {
    if (!option.choices().isEmpty()) {
      return "COMPREPLY=($(compgen -W '" + String.join(" ", option.choices()) + "' -- \"$cur\"))";
    }
    return namesFile(option) ? "COMPREPLY=($(compgen -f -- \"$cur\"))" : ":";
  }

  private String zsh() {
    StringBuilder script = new StringBuilder("#compdef probe\n_probe() {\n");
    script.append("  if (( CURRENT == 2 )); then\n    local -a commands=(\n");
    for (CommandSpec command : commands) {
      String entry = command.name() + ":" + command.summary();
      script.append("      ").append(quoted(entry)).append('\n');
    }
    script.append("    )\n    _describe command commands\n    return\n  fi\n");
    script.append("  shift words\n  (( CURRENT-- ))\n  case $words[1] in\n");
    for (CommandSpec command : commands) {
      script.append("    ").append(command.name()).append(") _arguments");
      for (Option option : command.allOptions()) {
        String text = (option.repeatable() ? "*" : "") + option.name();
        text += "[" + zshText(option.meaning()) + "]" + zshValue(option);
        script.append(" \\\n      ").append(quoted(text));
      }
      List<String> parameters = words.getOrDefault(command.name(), List.of());
      String action = parameters.isEmpty() ? "_files" : "(" + String.join(" ", parameters) + ")";
      script.append(" \\\n      ").append(quoted("*:argument:" + action)).append(" ;;\n");
    }
    return script.append("  esac\n}\n_probe \"$@\"\n").toString();
  }

  private static String zshValue(Option option) {
    if (!option.takesValue()) {
      return "";
    }
    if (!option.choices().isEmpty()) {
      return ":value:(" + String.join(" ", option.choices()) + ")";
    }
    return namesFile(option) ? ":file:_files" : ":value: ";
  }

  private static String zshText(String text) {
    return text.replace("[", "\\[").replace("]", "\\]").replace(":", "\\:");
  }

  private String fish() {
    StringBuilder script = new StringBuilder("# Completion of probe for fish.\n");
    for (CommandSpec command : commands) {
      script.append("complete -c probe -f -n __fish_use_subcommand -a ").append(command.name());
      script.append(" -d ").append(quoted(command.summary())).append('\n');
    }
    for (CommandSpec command : commands) {
      String seen =
          "complete -c probe -n " + quoted("__fish_seen_subcommand_from " + command.name());
      for (Option option : command.allOptions()) {
        script.append(seen).append(" -l ").append(option.name().substring(2));
        if (!option.choices().isEmpty()) {
          script.append(" -x -a ").append(quoted(String.join(" ", option.choices())));
        } else if (option.takesValue()) {
          script.append(namesFile(option) ? " -r -F" : " -x");
        }
        script.append(" -d ").append(quoted(option.meaning())).append('\n');
      }
      List<String> parameters = words.getOrDefault(command.name(), List.of());
      if (!parameters.isEmpty()) {
        script.append(seen).append(" -f -a ").append(quoted(String.join(" ", parameters)));
        script.append('\n');
      }
    }
    return script.toString();
  }

  private String names() {
    StringBuilder names = new StringBuilder();
    for (CommandSpec command : commands) {
      names.append(names.isEmpty() ? "" : " ").append(command.name());
    }
    return names.toString();
  }

  private static String options(CommandSpec command) {
    StringBuilder names = new StringBuilder();
    for (Option option : command.allOptions()) {
      names.append(names.isEmpty() ? "" : " ").append(option.name());
    }
    return names.toString();
  }

  private static boolean namesFile(Option option) {
    String value = option.value();
    return value.contains("FILE") || value.contains("DIR") || value.contains("PATH");
  }

  /** A word for zsh and fish: both take a single quote inside as its own escape. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
