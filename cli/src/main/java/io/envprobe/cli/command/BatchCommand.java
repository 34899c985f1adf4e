package io.envprobe.cli.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonWriter;
import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Many questions to one process: a JSON object a line in, an answer a line out, in order. */
public final class BatchCommand implements Command {
  private static final int LINE_LIMIT = 64 << 20;

  private final CommandLine program;

  /** Requests are run there. */
  public BatchCommand(CommandLine program) {
    this.program = program;
  }

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "batch",
        "answer many questions in one process, a JSON object a line each way",
        "",
        0,
        0,
        List.of(),
        false);
  }

  @Override
  public int run(Invocation call) throws CommandException {
    LineReader lines = new LineReader(call.standardInput(), LINE_LIMIT);
    try {
      for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (!line.orElseThrow().isBlank()) {
          call.output().text(answer(line.orElseThrow(), call));
          call.output().flush(); // The other side waits for this answer before it asks on.
        }
      }
      return ExitCode.TRUE;
    } catch (IOException e) {
      throw CommandException.of(
          CommandException.Kind.INPUT, "reading standard input failed: " + e.getMessage());
    }
  }

  private String answer(String line, Invocation call) {
    JsonObject request;
    try {
      JsonElement element = JsonParser.parseString(line);
      if (!element.isJsonObject()) {
        return refusal(null, "a request is a JSON object");
      }
      request = element.getAsJsonObject();
    } catch (JsonParseException | StackOverflowError e) {
      return refusal(null, "a request is one line of JSON");
    }
    JsonElement id = request.get("id");
    if (request.has("refresh")) {
      call.machines().forget();
      return response(id, ExitCode.TRUE, "", "");
    }
    Optional<List<String>> words = words(request.get("args"));
    if (words.isEmpty() || words.orElseThrow().isEmpty()) {
      return refusal(id, "a request has \"args\", an array of texts with the command first");
    }
    if (words.orElseThrow().get(0).equals("batch")) {
      return refusal(id, "a batch cannot hold a batch");
    }
    JsonElement input = request.get("stdin");
    boolean text =
        input != null && input.isJsonPrimitive() && input.getAsJsonPrimitive().isString();
    if (input != null && !text) {
      return refusal(id, "\"stdin\" is a text");
    }
    return run(id, words.orElseThrow(), input == null ? "" : input.getAsString());
  }

  private String run(@Nullable JsonElement id, List<String> words, String input) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream error = new ByteArrayOutputStream();
    Streams streams =
        new Streams(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(output, false, StandardCharsets.UTF_8),
            new PrintStream(error, false, StandardCharsets.UTF_8),
            false);
    int exit = program.run(words, streams);
    streams.output().flush();
    streams.error().flush();
    return response(
        id, exit, output.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
  }

  private static Optional<List<String>> words(@Nullable JsonElement element) {
    if (element == null || !element.isJsonArray()) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>();
    for (JsonElement word : element.getAsJsonArray()) {
      if (!word.isJsonPrimitive() || !word.getAsJsonPrimitive().isString()) {
        return Optional.empty();
      }
      words.add(word.getAsString());
    }
    return Optional.of(words);
  }

  private static String refusal(@Nullable JsonElement id, String why) {
    return response(id, ExitCode.USAGE, "", "probe: " + why + "\n");
  }

  private static String response(@Nullable JsonElement id, int exit, String output, String error) {
    StringWriter text = new StringWriter();
    JsonWriter out = new JsonWriter(text);
    out.setHtmlSafe(false);
    try {
      out.beginObject();
      out.name("id").jsonValue(id == null ? "null" : id.toString());
      out.name("exit").value(exit);
      out.name("stdout").value(output);
      out.name("stderr").value(error);
      out.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // A StringWriter does not fail.
    }
    return text.append('\n').toString();
  }
}
