package io.envprobe.json;

import com.google.gson.stream.JsonWriter;
import io.envprobe.fact.Fact;
import io.envprobe.fact.Profile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;

/**
 * Profiles to JSON and back, without loss. The form is published as {@code profile.schema.json}
 * beside this class.
 */
public final class ProfileJson {
  /** The version of the form; readers refuse a newer one. */
  public static final int SCHEMA = 1;

  private ProfileJson() {}

  /** A profile as JSON text: keys in order, two blanks of indentation, a line break at the end. */
  public static String write(Profile profile) {
    StringWriter text = new StringWriter();
    JsonWriter out = new JsonWriter(text);
    out.setIndent("  ");
    out.setHtmlSafe(false);
    try {
      out.beginObject();
      out.name("schema").value(SCHEMA);
      out.name("facts");
      out.beginObject();
      for (Fact<?> fact : profile.facts()) {
        out.name(fact.key().name());
        FactJson.write(out, fact);
      }
      out.endObject();
      out.name("findings");
      FactJson.findings(out, profile.findings());
      for (Map.Entry<String, String> extension : profile.extensions().entrySet()) {
        out.name(extension.getKey()).jsonValue(extension.getValue());
      }
      out.endObject();
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // A StringWriter does not fail.
    }
    return text.append('\n').toString();
  }

  /**
   * Reads a profile.
   *
   * @throws ProfileFormatException where the text is no profile, is damaged, or is nested or long
   *     beyond any honest one
   */
  public static Profile read(String text) throws ProfileFormatException {
    return new ProfileReader(text, null).profile();
  }

  /**
   * Reads some facts of a profile, without their evidence, and passes over everything else: several
   * times as fast.
   *
   * @param facts the names of those that are read
   * @throws ProfileFormatException where the text is no JSON object, or what is read is damaged
   */
  public static Profile read(String text, Set<String> facts) throws ProfileFormatException {
    return new ProfileReader(text, facts).profile();
  }
}
