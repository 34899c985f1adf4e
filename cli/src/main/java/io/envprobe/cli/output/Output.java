package io.envprobe.cli.output;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes: data to one stream, talk to the other. Nothing else of this program
 * prints.
 */
public final class Output {
  /** The version of every JSON form that commands print. */
  public static final int SCHEMA = 1;

  private final PrintStream data;
  private final PrintStream talk;
  private final boolean json;
  private final Style style;

  /** An output over two streams. */
  public Output(PrintStream data, PrintStream talk, boolean json, Style style) {
    this.data = data;
    this.talk = talk;
    this.json = json;
    this.style = style;
  }

  /** Whether the answer is to be one JSON object. */
  public boolean isJson() {
    return json;
  }

  /** How text may look. */
  public Style style() {
    return style;
  }

  /** Writes text, as it is, to standard output, in UTF-8. */
  public void text(CharSequence text) {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    data.write(bytes, 0, bytes.length);
  }

  /** Hands over what was written so far. */
  public void flush() {
    data.flush();
  }

  /** Writes a line to standard error. */
  public void say(String line) {
    talk.append(line).append('\n');
  }

  /** Replaces the last line of standard error, on a terminal. */
  public void overwrite(String line) {
    talk.append("\r\u001b[K").append(line);
    talk.flush();
  }

  /** Fills a JSON object. */
  public interface Members {
    /** Writes names and values. */
    void write(JsonWriter out) throws IOException;
  }

  /** Writes the one JSON object of an answer; {@code schema} comes first. */
  public void json(Members members) {
    StringWriter text = new StringWriter();
    JsonWriter out = new JsonWriter(text);
    out.setHtmlSafe(false);
    try {
      out.beginObject();
      out.name("schema").value(SCHEMA);
      members.write(out);
      out.endObject();
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // A StringWriter does not fail.
    }
    data.append(text.toString()).append('\n');
  }
}
