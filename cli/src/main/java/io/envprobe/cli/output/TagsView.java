package io.envprobe.cli.output;

import com.google.gson.stream.JsonWriter;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Finding;
import io.envprobe.json.FactJson;
import io.envprobe.tag.Tag;
import io.envprobe.tag.TagExplanation;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.UnknownTag;
import io.envprobe.tag.Vocabulary;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** How {@code tags} shows words. */
public final class TagsView {
  private TagsView() {}

  /** One vocabulary, a word a line; what is not known goes to standard error. */
  public static void list(Output output, TagSet set, List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    for (Tag tag : set.tags()) {
      text.append(tag.line()).append('\n');
    }
    output.text(text);
    unknown(output, set);
    FactsView.findings(output, findings);
  }

  /** The words that are not known, on standard error. */
  public static void unknown(Output output, TagSet set) {
    for (UnknownTag unknown : set.unknown()) {
      output.say(
          "unknown: "
              + unknown.line()
              + ": "
              + unknown.fact()
              + " is not known: "
              + cause(unknown));
    }
  }

  private static String cause(UnknownTag unknown) {
    return unknown.detail().isEmpty()
        ? unknown.cause().name().toLowerCase(Locale.ROOT).replace('_', ' ')
        : unknown.detail();
  }

  /** Several vocabularies on one screen. */
  public static void screen(
      Output output, List<Vocabulary> vocabularies, List<TagSet> sets, boolean all) {
    Style style = output.style();
    Columns columns = new Columns();
    for (int i = 0; i < sets.size(); i++) {
      TagSet set = sets.get(i);
      String name = set.vocabulary();
      List<Tag> shown = all ? set.tags() : set.best(vocabularies.get(i).best());
      StringBuilder words = new StringBuilder();
      for (Tag tag : shown) {
        words.append(words.length() == 0 ? "" : " ").append(tag.line());
      }
      int rest = set.tags().size() - shown.size();
      if (rest > 0) {
        words.append(" … ").append(rest).append(" more");
      }
      columns.row().cell(name, style.strong(name)).cell(words.toString());
      for (UnknownTag unknown : set.unknown()) {
        String text = unknown.line() + " unknown: " + cause(unknown);
        columns.row().cell("").cell(text, style.unsure(text));
      }
    }
    output.text(columns.text());
  }

  /**
   * As JSON.
   *
   * @param one whether one vocabulary was asked for
   * @param findings about that vocabulary
   */
  public static void json(Output output, boolean one, List<TagSet> sets, List<Finding> findings) {
    output.json(
        out -> {
          if (one) {
            out.name("vocabulary").value(sets.get(0).vocabulary());
            members(out, sets.get(0));
            if (!findings.isEmpty()) {
              out.name("findings");
              FactJson.findings(out, findings);
            }
            return;
          }
          out.name("vocabularies").beginObject();
          for (TagSet set : sets) {
            out.name(set.vocabulary()).beginObject();
            members(out, set);
            out.endObject();
          }
          out.endObject();
        });
  }

  private static void members(JsonWriter out, TagSet set) throws IOException {
    out.name("tags").beginArray();
    for (Tag tag : set.tags()) {
      out.value(tag.line());
    }
    out.endArray();
    out.name("unknown").beginArray();
    for (UnknownTag unknown : set.unknown()) {
      out.beginObject();
      out.name("tag").value(unknown.line());
      out.name("fact").value(unknown.fact().name());
      out.name("cause").value(unknown.cause().name());
      out.name("detail").value(unknown.detail());
      out.endObject();
    }
    out.endArray();
  }

  /** Why a word holds or does not. */
  public static void why(Output output, TagExplanation why) {
    if (output.isJson()) {
      output.json(
          out -> {
            out.name("why").beginObject();
            out.name("tag").value(why.tag());
            out.name("ruling").value(why.ruling().name().toLowerCase(Locale.ROOT));
            out.name("reason").value(why.reason());
            out.name("facts").beginArray();
            for (FactKey<?> key : why.facts()) {
              out.value(key.name());
            }
            out.endArray();
            if (why.nearest().isPresent()) {
              out.name("nearest").value(why.nearest().orElseThrow());
            }
            out.endObject();
          });
      return;
    }
    String ruling =
        switch (why.ruling()) {
          case IN -> output.style().good("in");
          case OUT -> output.style().bad("out");
          case UNKNOWN -> output.style().unsure("unknown");
        };
    output.text(why.tag() + ": " + ruling + ": " + why.reason() + "\n");
    why.nearest().ifPresent(nearest -> output.text("nearest that is in: " + nearest + "\n"));
  }
}
