package io.envprobe.cli;

import com.google.gson.stream.JsonWriter;
import io.envprobe.cli.argument.Arguments;
import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.Help;
import io.envprobe.cli.argument.Similar;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.command.Command;
import io.envprobe.cli.command.CommandLine;
import io.envprobe.cli.command.Invocation;
import io.envprobe.cli.command.Streams;
import io.envprobe.cli.document.ManPage;
import io.envprobe.cli.machine.Machines;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.cli.output.Output;
import io.envprobe.cli.output.ProgramVersion;
import io.envprobe.cli.output.Style;
import io.envprobe.host.LiveInputs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All commands behind one door; the door that {@link Main} and batch requests share. */
public final class Program implements CommandLine {
  private final Machines machines;

  /** A program that keeps what it finds in these machines. */
  public Program(Machines machines) {
    this.machines = machines;
  }

  @Override
  public int run(List<String> words, Streams streams) {
    boolean json = words.contains("--json");
    Output output = new Output(streams.output(), streams.error(), json, style(words, streams));
    try {
      return run(words, streams, output);
    } catch (UsageException e) {
      return failed(
          output, CommandException.of(CommandException.Kind.USAGE, String.valueOf(e.getMessage())));
    } catch (CommandException e) {
      return failed(output, e);
    } catch (RuntimeException | StackOverflowError e) {
      output.say("probe: internal error: " + e + ". Please report it with the command line.");
      if (json) {
        output.json(out -> error(out, "internal", e.toString()));
      }
      return ExitCode.INTERNAL;
    }
  }

  private static Style style(List<String> words, Streams streams) {
    int at = words.indexOf("--color");
    String choice = at >= 0 && at + 1 < words.size() ? words.get(at + 1) : "auto";
    if (words.contains("--color=always") || choice.equals("always")) {
      return Style.COLOUR;
    }
    boolean never = words.contains("--color=never") || choice.equals("never");
    return streams.terminal() && !never ? Style.COLOUR : Style.PLAIN;
  }

  private int run(List<String> words, Streams streams, Output output)
      throws UsageException, CommandException {
    if (words.isEmpty()) {
      output.say(Help.program(commands()).stripTrailing());
      return ExitCode.USAGE;
    }
    String name = words.get(0);
    switch (name) {
      case "--version" -> {
        output.text("probe " + ProgramVersion.text() + "\n");
        return ExitCode.TRUE;
      }
      case "--help", "-h" -> {
        output.text(Help.program(commands()));
        return ExitCode.TRUE;
      }
      case "help" -> {
        output.text(help(words.subList(1, words.size())));
        return ExitCode.TRUE;
      }
      default -> {
        Command command = command(name);
        Arguments arguments = Arguments.parse(command.spec(), words.subList(1, words.size()));
        if (arguments.has("--help")) {
          output.text(Help.command(command.spec()));
          return ExitCode.TRUE;
        }
        return command.run(
            new Invocation(
                arguments, output, new LiveInputs(streams.input()), streams.input(), machines));
      }
    }
  }

  private String help(List<String> words) throws UsageException {
    if (words.isEmpty()) {
      return Help.program(commands());
    }
    return words.get(0).equals("--man")
        ? ManPage.of(commands(), ProgramVersion.text())
        : Help.command(command(words.get(0)).spec());
  }

  private Command command(String name) throws UsageException {
    Optional<Command> command = CommandTable.named(name, this);
    if (command.isEmpty()) {
      throw new UsageException(
          "there is no command '" + name + "'" + Similar.hint(name, CommandTable.NAMES));
    }
    return command.orElseThrow();
  }

  @Override
  public List<CommandSpec> commands() {
    List<CommandSpec> specs = new ArrayList<>();
    for (String name : CommandTable.NAMES) {
      CommandTable.named(name, this).ifPresent(command -> specs.add(command.spec()));
    }
    return specs;
  }

  private static int failed(Output output, CommandException failure) {
    if (output.isJson()) {
      output.json(out -> error(out, failure));
    } else {
      output.say("probe: " + failure.display());
    }
    return ExitCode.USAGE;
  }

  private static void error(JsonWriter out, CommandException failure) throws IOException {
    out.name("error").beginObject();
    out.name("kind").value(failure.kind().name().toLowerCase(Locale.ROOT));
    out.name("message").value(failure.getMessage());
    if (failure.offset().isPresent()) {
      out.name("offset").value(failure.offset().getAsInt());
      out.name("length").value(failure.length());
    }
    out.endObject();
  }

  private static void error(JsonWriter out, String kind, String message) throws IOException {
    out.name("error")
        .beginObject()
        .name("kind")
        .value(kind)
        .name("message")
        .value(message)
        .endObject();
  }
}
