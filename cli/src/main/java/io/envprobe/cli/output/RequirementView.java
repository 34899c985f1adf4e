package io.envprobe.cli.output;

import com.google.gson.stream.JsonWriter;
import io.envprobe.marker.PackageName;
import io.envprobe.marker.RequirementLine;
import java.io.IOException;
import java.util.Optional;

/** Requirement lines as JSON. */
public final class RequirementView {
  private RequirementView() {}

  /** The parts of a line; a URL and a marker that it lacks are null. */
  public static void write(JsonWriter out, RequirementLine line) throws IOException {
    out.beginObject();
    out.name("name").value(line.name());
    out.name("normalized_name").value(PackageName.normalize(line.name()));
    out.name("extras").beginArray();
    for (String extra : line.extras()) {
      out.value(extra);
    }
    out.endArray();
    out.name("specifier").value(line.specifier().toString());
    optional(out, "url", line.url());
    optional(out, "marker", line.marker().flatMap(compiled -> compiled.marker().standardText()));
    out.name("normalized").value(line.toString());
    out.endObject();
  }

  private static void optional(JsonWriter out, String name, Optional<String> value)
      throws IOException {
    out.name(name);
    if (value.isPresent()) {
      out.value(value.get());
    } else {
      out.nullValue();
    }
  }
}
