package io.envprobe.cli.command;

import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.Similar;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.document.Completion;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.fact.FactCatalogue;
import io.envprobe.fact.FactKey;
import io.envprobe.tag.StandardVocabularies;
import io.envprobe.tag.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Prints the script by which a shell completes commands, options, vocabularies and facts. */
public final class CompletionCommand implements Command {
  private final CommandLine program;

  /** Completes the commands of this program. */
  public CompletionCommand(CommandLine program) {
    this.program = program;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "completion",
        "print the script by which a shell completes this program",
        String.join("|", Completion.SHELLS),
        1,
        1,
        List.of(),
        false);
  }

  @Override
  public int run(Invocation call) throws UsageException {
    String shell = call.arguments().parameters().get(0);
    if (!Completion.SHELLS.contains(shell)) {
      throw new UsageException(
          "completion knows "
              + String.join(", ", Completion.SHELLS)
              + ", not '"
              + shell
              + "'"
              + Similar.hint(shell, Completion.SHELLS));
    }
    List<String> vocabularies = new ArrayList<>();
    for (Vocabulary vocabulary : StandardVocabularies.all()) {
      vocabularies.add(vocabulary.name());
    }
    List<String> facts = new ArrayList<>();
    for (FactKey<?> key : FactCatalogue.all()) {
      facts.add(key.name());
    }
    String script =
        new Completion(
                program.commands(),
                Map.of(
                    "tags",
                    vocabularies,
                    "facts",
                    facts,
                    "version",
                    VersionCommand.VERBS,
                    "completion",
                    Completion.SHELLS))
            .script(shell);
    if (call.output().isJson()) {
      call.output().json(out -> out.name("shell").value(shell).name("script").value(script));
    } else {
      call.output().text(script);
    }
    return ExitCode.TRUE;
  }
}
