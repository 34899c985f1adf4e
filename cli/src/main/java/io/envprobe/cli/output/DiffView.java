package io.envprobe.cli.output;

import com.google.gson.stream.JsonWriter;
import io.envprobe.fact.ProfileChange;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Differences between two machines. */
public final class DiffView {
  private static final int SHOWN = 12;

  private DiffView() {}

  /** Shows them for a person: first the one that explains most, then all by kind. */
  public static void show(
      Output output, List<String> names, List<ProfileChange> changes, boolean all) {
    Style style = output.style();
    StringBuilder text = new StringBuilder();
    if (changes.isEmpty()) {
      output.text("no difference\n");
      return;
    }
    lurking(changes)
        .ifPresent(
            change ->
                text.append(style.strong("Most likely to matter: " + change.place()))
                    .append(change.reason().isEmpty() ? "" : ": " + change.reason())
                    .append("\n\n"));
    Columns columns = new Columns();
    columns.row().cell("").cell(names.get(0), style.strong(names.get(0)));
    columns.cell(names.get(1), style.strong(names.get(1)));
    int shown = 0;
    int hidden = 0;
    String kind = "";
    for (ProfileChange change : changes) {
      shown = change.fact().equals(kind) ? shown + 1 : 1;
      kind = change.fact();
      if (shown > SHOWN && !all) {
        hidden++;
        continue;
      }
      columns.row().cell(change.place());
      cell(columns, style, change, change.left());
      cell(columns, style, change, change.right());
    }
    text.append(columns.text());
    if (hidden > 0) {
      text.append(hidden).append(" more; --all shows them\n");
    }
    output.text(text);
  }

  private static void cell(
      Columns columns, Style style, ProfileChange change, Optional<String> value) {
    String text = value.orElse("absent");
    columns.cell(
        text, value.isEmpty() ? style.faint(text) : change.known() ? text : style.unsure(text));
  }

  private static Optional<ProfileChange> lurking(List<ProfileChange> changes) {
    for (ProfileChange change : changes) {
      if (change.known()) {
        return Optional.of(change);
      }
    }
    return Optional.empty();
  }

  /** The member {@code changes} of a JSON object. */
  public static void write(JsonWriter out, List<ProfileChange> changes) throws IOException {
    out.name("changes").beginArray();
    for (ProfileChange change : changes) {
      out.beginObject();
      out.name("fact").value(change.fact());
      out.name("item").value(change.item().orElse(null));
      out.name("field").value(change.field().orElse(null));
      out.name("left").value(change.left().orElse(null));
      out.name("right").value(change.right().orElse(null));
      out.name("known").value(change.known());
      out.name("reason").value(change.reason());
      out.name("rank").value(change.rank());
      out.endObject();
    }
    out.endArray();
  }
}
