package io.envprobe.cli.command;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.envprobe.cli.argument.Arguments;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.output.CommandException;
import io.envprobe.host.Inputs;
import io.envprobe.host.Outcome;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.marker.LocatedText;
import io.envprobe.marker.MarkerDialect;
import io.envprobe.marker.MarkerEnvironment;
import io.envprobe.marker.MarkerEvaluationException;
import io.envprobe.marker.MarkerFile;
import io.envprobe.version.SyntaxException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the commands about marker expressions share: dialects, environments from files, errors. */
final class Expressions {
  static final Option MODE =
      Option.choice(
          "--mode",
          List.of("pypa", "packaging", "uv"),
          "whose rules (default pypa, with the extended names)");

  static final Option STRICT =
      Option.flag("--strict", "refuse the extended names, which no published metadata may have");

  /** Files of expressions are written by people: 8 MiB bound what must be held at once. */
  private static final int FILE_LIMIT = 8 << 20;

  private Expressions() {}

  /** The dialect that the options ask for. */
  static MarkerDialect dialect(Arguments arguments) {
    return switch (arguments.value("--mode").orElse("pypa")) {
      case "packaging" -> MarkerDialect.PACKAGING;
      case "uv" -> MarkerDialect.UV;
      default -> arguments.has("--strict") ? MarkerDialect.STRICT : MarkerDialect.PYPA;
    };
  }

  /** Reads an expression. */
  static CompiledMarker parse(String text, MarkerDialect dialect) throws CommandException {
    try {
      return CompiledMarker.parse(text, dialect);
    } catch (SyntaxException e) {
      throw failure(e);
    }
  }

  /** A syntax error as this program tells it. */
  static CommandException failure(SyntaxException error) {
    return CommandException.at(
        CommandException.Kind.SYNTAX,
        error.reason() + (error.hint().isEmpty() ? "" : "; " + error.hint()),
        error.offset(),
        error.length(),
        error.render().stripTrailing());
  }

  /** An evaluation error as this program tells it. */
  static CommandException failure(MarkerEvaluationException error) {
    return CommandException.at(
        CommandException.Kind.EVALUATION,
        error.reason() + (error.hint().isEmpty() ? "" : "; " + error.hint()),
        error.offset(),
        error.length(),
        error.render().stripTrailing());
  }

  /** The markers and requirement lines of a file, in the format that its name suggests. */
  static List<LocatedText> read(String file, Inputs inputs) throws CommandException {
    Outcome<byte[]> content = inputs.read(file, FILE_LIMIT);
    if (content instanceof Outcome.Failure<byte[]> failure) {
      throw CommandException.of(CommandException.Kind.INPUT, failure.detail());
    }
    String text = new String(content.answer().orElseThrow(), StandardCharsets.UTF_8);
    return MarkerFile.of(file).read(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  /** Where a part of a file stands, as compilers say it. */
  static String place(String file, LocatedText text, int offset) {
    return file + ":" + text.line(offset) + ":" + text.column(offset) + ": ";
  }

  /** An error in a part of a file, told with its place in the file. */
  static CommandException inFile(String file, LocatedText text, CommandException error) {
    int offset = error.offset().orElse(0);
    String place = place(file, text, offset);
    return CommandException.at(
        error.kind(),
        place + error.getMessage(),
        text.fileOffset(offset),
        error.length(),
        place + error.display());
  }

  /** Exactly the names of a JSON object: texts, numbers, truths, lists of texts, null for none. */
  static MarkerEnvironment environment(String file, Inputs inputs)
      throws CommandException, UsageException {
    Outcome<byte[]> content = inputs.read(file, Inputs.DOCUMENT_LIMIT);
    if (content instanceof Outcome.Failure<byte[]> failure) {
      throw CommandException.of(CommandException.Kind.INPUT, failure.detail());
    }
    String text = new String(content.answer().orElseThrow(), StandardCharsets.UTF_8);
    try {
      return MarkerEnvironment.of(object(new JsonReader(new StringReader(text))));
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      throw CommandException.of(
          CommandException.Kind.INPUT,
          file + " is not a JSON object of names and values: " + firstLine(e));
    } catch (IllegalArgumentException e) {
      throw CommandException.of(CommandException.Kind.INPUT, file + ": " + firstLine(e));
    }
  }

  private static String firstLine(Exception error) {
    String message = String.valueOf(error.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  private static Map<String, @Nullable Object> object(JsonReader in) throws IOException {
    Map<String, @Nullable Object> values = new HashMap<>();
    in.beginObject();
    while (in.hasNext()) {
      String name = in.nextName();
      JsonToken token = in.peek();
      if (token == JsonToken.NULL) {
        in.nextNull();
        values.put(name, null); // There is none.
      } else if (token == JsonToken.BOOLEAN) {
        values.put(name, in.nextBoolean());
      } else if (token == JsonToken.BEGIN_ARRAY) {
        List<String> items = new ArrayList<>();
        in.beginArray();
        while (in.hasNext()) {
          items.add(in.nextString());
        }
        in.endArray();
        values.put(name, items);
      } else {
        values.put(name, in.nextString());
      }
    }
    in.endObject();
    if (in.peek() != JsonToken.END_DOCUMENT) {
      throw new IOException("something follows the object");
    }
    return values;
  }
}
