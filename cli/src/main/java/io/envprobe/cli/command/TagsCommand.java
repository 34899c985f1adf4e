package io.envprobe.cli.command;

import com.google.gson.stream.JsonWriter;
import io.envprobe.cli.argument.Arguments;
import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.CommonOptions;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.Similar;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.machine.Machine;
import io.envprobe.cli.output.Columns;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.cli.output.Output;
import io.envprobe.cli.output.Style;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Severity;
import io.envprobe.tag.StandardVocabularies;
import io.envprobe.tag.Tag;
import io.envprobe.tag.TagExplanation;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.UnknownTag;
import io.envprobe.tag.Vocabulary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What this machine can run, in the words of packaging ecosystems. */
public final class TagsCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "tags",
        "what this machine can run, in the words of every packaging ecosystem, best first",
        "[VOCABULARY…]",
        0,
        CommandSpec.ANY,
        List.of(
            Option.flag("--all", "all tags of every vocabulary, not only the best few"),
            Option.value("--why", "TAG", "which fact rules that tag in or out"),
            Option.choice(
                "--order",
                List.of("packaging", "pip-older", "uv"),
                "whose order and floors for Python tags (default packaging)"),
            CommonOptions.STRICT),
        true);
  }

  @Override
  public int run(Invocation call) throws UsageException, CommandException {
    Arguments arguments = call.arguments();
    List<Vocabulary> vocabularies = vocabularies(arguments.parameters());
    // Who asks for all vocabularies wants them at once; who names one wants it in full.
    Machine machine =
        arguments.parameters().isEmpty()
            ? call.machines().withoutConversations(arguments, call.inputs())
            : call.machines().of(arguments, call.inputs());
    Set<FactKey<?>> keys = new HashSet<>();
    for (Vocabulary vocabulary : vocabularies) {
      keys.addAll(vocabulary.facts());
    }
    Profile profile = machine.profile(keys);
    TagOptions options = options(arguments);
    if (arguments.has("--why")) {
      return why(
          call.output(), vocabularies, profile, options, arguments.value("--why").orElseThrow());
    }
    List<TagSet> sets = new ArrayList<>();
    for (Vocabulary vocabulary : vocabularies) {
      sets.add(vocabulary.tags(profile, options));
    }
    if (call.output().isJson()) {
      json(call.output(), arguments.parameters().size() == 1, sets);
    } else if (arguments.parameters().size() == 1) {
      list(call.output(), sets.get(0));
    } else {
      screen(call.output(), vocabularies, sets, arguments.has("--all"));
    }
    return arguments.has("--strict") ? strict(sets, profile) : ExitCode.TRUE;
  }

  private static List<Vocabulary> vocabularies(List<String> names) throws UsageException {
    if (names.isEmpty()) {
      return StandardVocabularies.withInstalled();
    }
    List<Vocabulary> vocabularies = new ArrayList<>();
    for (String name : names) {
      Optional<Vocabulary> vocabulary = StandardVocabularies.find(name);
      if (vocabulary.isEmpty()) {
        List<String> known = new ArrayList<>();
        StandardVocabularies.withInstalled().forEach(each -> known.add(each.name()));
        throw new UsageException(
            "there is no vocabulary '"
                + name
                + "'"
                + Similar.hint(name, known)
                + " (known: "
                + String.join(", ", known)
                + ")");
      }
      vocabularies.add(vocabulary.orElseThrow());
    }
    return vocabularies;
  }

  private static TagOptions options(Arguments arguments) {
    TagOptions options = TagOptions.NONE;
    if (arguments.has("--order")) {
      options = options.with("order", arguments.value("--order").orElseThrow());
    }
    return arguments.has("--python") ? options.with("python", "profile") : options;
  }

  private static void list(Output output, TagSet set) {
    StringBuilder text = new StringBuilder();
    for (Tag tag : set.tags()) {
      text.append(tag.line()).append('\n');
    }
    output.text(text);
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

  private static void screen(
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

  private static void json(Output output, boolean one, List<TagSet> sets) {
    output.json(
        out -> {
          if (one) {
            out.name("vocabulary").value(sets.get(0).vocabulary());
            members(out, sets.get(0));
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

  private static int why(
      Output output,
      List<Vocabulary> vocabularies,
      Profile profile,
      TagOptions options,
      String tag) {
    List<TagExplanation> explanations = new ArrayList<>();
    for (Vocabulary vocabulary : vocabularies) {
      explanations.add(vocabulary.why(profile, options, tag));
    }
    TagExplanation best = explanations.get(0);
    for (TagExplanation explanation : explanations) {
      if (best.ruling() != TagExplanation.Ruling.IN
          && explanation.ruling() == TagExplanation.Ruling.IN) {
        best = explanation;
      }
    }
    show(output, best);
    return ExitCode.TRUE;
  }

  private static void show(Output output, TagExplanation why) {
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

  private static int strict(List<TagSet> sets, Profile profile) {
    boolean wrong =
        profile.findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    boolean unknown = sets.stream().anyMatch(set -> !set.unknown().isEmpty());
    return wrong ? ExitCode.FALSE : unknown ? ExitCode.UNDETERMINED : ExitCode.TRUE;
  }
}
