package io.envprobe.cli.output;

import com.google.gson.stream.JsonWriter;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Reading;
import io.envprobe.json.FactJson;
import io.envprobe.marker.Explanation;
import io.envprobe.marker.MarkerValue;
import io.envprobe.marker.Truth;
import java.io.IOException;
import java.util.Locale;

/** Why an expression has its value. */
public final class ExplanationView {
  private ExplanationView() {}

  /**
   * The value on standard output; the deciding atoms on standard error, or the whole tree beside
   * the value.
   */
  public static void show(Output output, Explanation explanation, boolean whole) {
    Truth truth = explanation.truth();
    output.text(paint(output.style(), truth, truth.name()) + "\n");
    if (whole) {
      StringBuilder tree = new StringBuilder();
      tree(tree, output.style(), explanation, 1);
      output.text(tree);
      return;
    }
    for (Explanation atom : explanation.decidingAtoms()) {
      output.say(atom.text() + ": " + reason(atom));
    }
  }

  private static void tree(StringBuilder tree, Style style, Explanation part, int depth) {
    tree.append("  ".repeat(depth))
        .append(paint(style, part.truth(), part.truth().name()))
        .append("  ");
    if (part.parts().isEmpty()) {
      tree.append(part.text()).append(": ").append(reason(part));
      tree.append(part.deciding() ? style.strong(" (decides)") : "").append('\n');
      return;
    }
    tree.append(part.kind() == Explanation.Kind.ALL ? "all of" : "any of").append('\n');
    for (Explanation child : part.parts()) {
      tree(tree, style, child, depth + 1);
    }
  }

  /** What is known of the name of an atom, in one phrase. */
  private static String reason(Explanation atom) {
    if (atom.kind() == Explanation.Kind.DROPPED) {
      return "dropped, because it means nothing in this mode";
    }
    if (atom.name().isEmpty() || atom.value().isEmpty()) {
      return "compared as text";
    }
    String name = atom.name().get().name();
    MarkerValue value = atom.value().get();
    String origin =
        value.origin() == Origin.OBSERVED
            ? ""
            : ", " + value.origin().name().toLowerCase(Locale.ROOT);
    // Not folded: the first lambda of a process costs more than all of an evaluation.
    Reading<?> reading = value.reading();
    if (reading instanceof Reading.Present<?> present) {
      return name + " is " + FactsView.value(present.value()) + origin + from(value);
    }
    if (reading instanceof Reading.Unknown<?> unknown) {
      return name
          + " is unknown: "
          + (unknown.detail().isEmpty()
              ? unknown.cause().name().toLowerCase(Locale.ROOT)
              : unknown.detail());
    }
    return name + " is absent" + origin + from(value);
  }

  private static String from(MarkerValue value) {
    if (value.evidence().isEmpty()) {
      return "";
    }
    Evidence first = value.evidence().get(0);
    return " (" + first.locator() + ")";
  }

  /** A text in the colour of a truth. */
  public static String paint(Style style, Truth truth, String text) {
    return switch (truth) {
      case TRUE -> style.good(text);
      case FALSE -> style.bad(text);
      case UNKNOWN -> style.unsure(text);
    };
  }

  /** The tree as JSON. */
  public static void write(JsonWriter out, Explanation part) throws IOException {
    out.beginObject();
    out.name("result").value(part.truth().name());
    out.name("kind").value(part.kind().name().toLowerCase(Locale.ROOT));
    out.name("text").value(part.text());
    out.name("offset").value(part.offset());
    out.name("length").value(part.length());
    out.name("deciding").value(part.deciding());
    if (part.name().isPresent()) {
      out.name("name").value(part.name().get().name());
    }
    if (part.value().isPresent()) {
      value(out, part.value().get());
    }
    if (!part.parts().isEmpty()) {
      out.name("parts").beginArray();
      for (Explanation child : part.parts()) {
        write(out, child);
      }
      out.endArray();
    }
    out.endObject();
  }

  private static void value(JsonWriter out, MarkerValue value) throws IOException {
    FactJson.reading(out, value.reading());
    out.name("origin").value(value.origin().name());
    out.name("evidence");
    FactJson.evidence(out, value.evidence());
  }
}
