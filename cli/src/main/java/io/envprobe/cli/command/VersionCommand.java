package io.envprobe.cli.command;

import com.google.gson.stream.JsonWriter;
import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.Similar;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.version.SyntaxException;
import io.envprobe.version.Version;
import io.envprobe.version.VersionScheme;
import io.envprobe.version.VersionSchemes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Versions in a named scheme, for scripts. */
public final class VersionCommand implements Command {
  static final List<String> VERBS = List.of("parse", "compare", "satisfies");

  @Override
  public CommandSpec spec() {
    List<String> schemes = new ArrayList<>();
    VersionSchemes.all().forEach(scheme -> schemes.add(scheme.name()));
    return new CommandSpec(
        "version",
        "read, compare and test versions in a named scheme",
        "parse VERSION | compare VERSION VERSION | satisfies VERSION SPECIFIER",
        1,
        3,
        List.of(Option.choice("--scheme", schemes, "whose rules (default pep440)")),
        false);
  }

  @Override
  public int run(Invocation call) throws UsageException, CommandException {
    List<String> words = call.arguments().parameters();
    String verb = words.get(0);
    if (!VERBS.contains(verb)) {
      throw new UsageException(
          "'version' takes parse, compare or satisfies, not '"
              + verb
              + "'"
              + Similar.hint(verb, VERBS));
    }
    int needed = verb.equals("parse") ? 2 : 3;
    if (words.size() != needed) {
      throw new UsageException(
          "'version " + verb + "' needs " + (needed == 2 ? "VERSION" : "two arguments"));
    }
    VersionScheme scheme =
        VersionSchemes.named(call.arguments().value("--scheme").orElse("pep440")).orElseThrow();
    try {
      return switch (verb) {
        case "parse" -> parse(call, scheme, words.get(1));
        case "compare" -> compare(call, scheme, words.get(1), words.get(2));
        default -> satisfies(call, scheme, words.get(1), words.get(2));
      };
    } catch (SyntaxException e) {
      throw Expressions.failure(e);
    }
  }

  private static int parse(Invocation call, VersionScheme scheme, String text) {
    Version version = scheme.parse(text);
    if (call.output().isJson()) {
      call.output()
          .json(
              out -> {
                out.name("scheme").value(scheme.name());
                out.name("version").value(text);
                out.name("normalized").value(version.normalized());
                out.name("parts").beginObject();
                for (Map.Entry<String, Object> part : version.parts().entrySet()) {
                  out.name(part.getKey());
                  value(out, part.getValue());
                }
                out.endObject();
              });
    } else {
      call.output().text(version.normalized() + "\n");
    }
    return ExitCode.TRUE;
  }

  private static void value(JsonWriter out, Object value) throws IOException {
    if (value instanceof List<?> list) {
      out.beginArray();
      for (Object item : list) {
        value(out, item);
      }
      out.endArray();
    } else if (value instanceof Boolean truth) {
      out.value(truth);
    } else {
      out.value(String.valueOf(value));
    }
  }

  private static int compare(Invocation call, VersionScheme scheme, String left, String right) {
    int order = Integer.signum(scheme.compare(left, right));
    if (call.output().isJson()) {
      call.output().json(out -> out.name("scheme").value(scheme.name()).name("order").value(order));
    } else {
      call.output().text((order < 0 ? "<" : order > 0 ? ">" : "=") + "\n");
    }
    return ExitCode.TRUE;
  }

  private static int satisfies(
      Invocation call, VersionScheme scheme, String version, String specifier) {
    boolean satisfied = scheme.satisfies(version, specifier);
    if (call.output().isJson()) {
      call.output()
          .json(
              out ->
                  out.name("scheme")
                      .value(scheme.name())
                      .name("result")
                      .value(satisfied ? "TRUE" : "FALSE"));
    } else {
      call.output().text(satisfied ? "TRUE\n" : "FALSE\n");
    }
    return satisfied ? ExitCode.TRUE : ExitCode.FALSE;
  }
}
