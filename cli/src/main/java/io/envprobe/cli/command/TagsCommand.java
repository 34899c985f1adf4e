package io.envprobe.cli.command;

import io.envprobe.cli.argument.Arguments;
import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.CommonOptions;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.argument.Similar;
import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.machine.Installed;
import io.envprobe.cli.machine.Machine;
import io.envprobe.cli.output.CommandException;
import io.envprobe.cli.output.ExitCode;
import io.envprobe.cli.output.Output;
import io.envprobe.cli.output.TagFormats;
import io.envprobe.cli.output.TagsView;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Severity;
import io.envprobe.tag.StandardVocabularies;
import io.envprobe.tag.TagExplanation;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.Vocabulary;
import io.envprobe.tag.variant.provider.VariantsVocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What this machine can run, in the words of packaging ecosystems. */
public final class TagsCommand implements Command {
  private static final int MEANT = 1000;
  private static final List<String> FORMATS =
      List.of("text", "json", "env", "github", "properties", "nfd", "variant-lock");

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
                "--format",
                FORMATS,
                "as assignments for a shell, GitHub Actions, Java or Node Feature Discovery, or as a"
                    + " static list for uv"),
            Option.choice(
                "--order",
                List.of("packaging", "pip-older", "uv"),
                "whose order and floors for Python tags (default packaging)"),
            Option.choice(
                "--dialect",
                List.of("cep30", "conda", "rattler", "mamba"),
                "whose virtual packages (default cep30, the specification)"),
            Option.value("--subdir", "PLATFORM", "the platform that conda solves for"),
            Option.choice(
                "--mode",
                List.of("accurate", "published"),
                "variants as they are, or as the plugins report them (default accurate)"),
            Option.value(
                "--variants-json", "FILE", "variants for that package, by the providers it names"),
            Option.repeatable(
                "--static-list", "FILE", "with --variants-json: properties instead of a plugin's"),
            Option.repeatable(
                "--enable-provider", "NAMESPACE", "with --variants-json: use an optional provider"),
            CommonOptions.STRICT),
        true);
  }

  @Override
  public int run(Invocation call) throws UsageException, CommandException {
    Arguments arguments = call.arguments();
    List<Vocabulary> vocabularies = vocabularies(arguments);
    // Who asks for all vocabularies wants them at once; who names one wants it in full.
    Machine machine =
        arguments.parameters().isEmpty()
            ? call.machines().withoutConversations(arguments, call.inputs())
            : call.machines().of(arguments, call.inputs());
    machine.prepare();
    TagOptions options = options(arguments);
    if (arguments.has("--why")) {
      Profile profile = machine.profile(TagsAnswer.facts(vocabularies));
      String tag = arguments.value("--why").orElseThrow();
      TagsView.why(call.output(), why(vocabularies, profile, options, tag));
      return ExitCode.TRUE;
    }
    if (vocabularies.size() == 1 && vocabularies.get(0) instanceof VariantsVocabulary variants) {
      return variants(call, machine, variants, options);
    }
    TagsAnswer answer =
        arguments.has("--strict")
            ? TagsAnswer.whole(machine, vocabularies, options)
            : TagsAnswer.of(machine, vocabularies, options, isOverview(call));
    show(call, vocabularies, answer.sets(), List.of(), answer.profile(), options);
    return arguments.has("--strict") ? strict(answer.sets(), answer.profile()) : ExitCode.TRUE;
  }

  /** Whether a screen shows the first few words of each vocabulary, and nothing else. */
  private static boolean isOverview(Invocation call) {
    Arguments arguments = call.arguments();
    return !call.output().isJson()
        && !arguments.has("--all")
        && arguments.value("--format").orElse("text").equals("text")
        && arguments.parameters().size() != 1;
  }

  private static int variants(
      Invocation call, Machine machine, VariantsVocabulary variants, TagOptions options)
      throws UsageException, CommandException {
    Arguments arguments = call.arguments();
    Profile profile = machine.profile(variants.facts());
    VariantQuestion.Answer answer =
        VariantQuestion.of(arguments, call.inputs()).answer(variants, profile, options);
    answer.sources().forEach((name, from) -> call.output().say(name + ": " + from));
    if (!answer.labels().isEmpty()) {
      call.output().say("variants that fit: " + String.join(", ", answer.labels()));
    }
    List<TagSet> sets = List.of(answer.set());
    show(call, List.of(variants), sets, answer.findings(), profile, options);
    return arguments.has("--strict") ? strict(sets, profile) : ExitCode.TRUE;
  }

  private static void show(
      Invocation call,
      List<Vocabulary> vocabularies,
      List<TagSet> sets,
      List<Finding> findings,
      Profile profile,
      TagOptions options) {
    Arguments arguments = call.arguments();
    Output output = call.output();
    boolean one = arguments.parameters().size() == 1;
    String format = output.isJson() ? "json" : arguments.value("--format").orElse("text");
    switch (format) {
      case "json" -> TagsView.json(output, one, sets, findings);
      case "env" -> {
        List<String> leftOut = new ArrayList<>();
        output.text(TagFormats.env(sets, leftOut));
        leftOut.forEach(name -> output.say("left out, for it does not fit one line: " + name));
      }
      case "github" -> output.text(TagFormats.github(sets));
      case "properties" -> output.text(TagFormats.properties(sets));
      case "nfd" -> output.text(TagFormats.nfd(sets.get(0)));
      case "variant-lock" -> output.text(new VariantsVocabulary().lock(profile, options));
      default -> {
        if (one) {
          TagsView.list(output, sets.get(0), findings);
        } else {
          TagsView.screen(output, vocabularies, sets, arguments.has("--all"));
        }
        return;
      }
    }
    if (!format.equals("json")) {
      sets.forEach(set -> TagsView.unknown(output, set));
    }
  }

  /** The vocabularies that are meant: two formats are those of one vocabulary. */
  private static List<Vocabulary> vocabularies(Arguments arguments) throws UsageException {
    String format = arguments.value("--format").orElse("");
    String only = format.equals("nfd") ? "nfd" : format.equals("variant-lock") ? "variants" : "";
    if (arguments.has("--variants-json")) {
      only = "variants";
    } else if (arguments.has("--static-list") || arguments.has("--enable-provider")) {
      throw new UsageException("--static-list and --enable-provider need --variants-json");
    }
    List<String> names = arguments.parameters();
    if (only.isEmpty()) {
      return vocabularies(names);
    }
    if (!names.isEmpty() && !names.equals(List.of(only))) {
      throw new UsageException("this is said in the words of the vocabulary " + only + " alone");
    }
    return vocabularies(List.of(only));
  }

  private static List<Vocabulary> vocabularies(List<String> names) throws UsageException {
    if (names.isEmpty()) {
      return Installed.vocabularies();
    }
    List<Vocabulary> vocabularies = new ArrayList<>();
    for (String name : names) {
      Optional<Vocabulary> vocabulary = StandardVocabularies.find(name);
      if (vocabulary.isEmpty()) {
        List<String> known = new ArrayList<>();
        Installed.vocabularies().forEach(each -> known.add(each.name()));
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
    for (String name : List.of("order", "dialect", "subdir", "mode")) {
      if (arguments.has("--" + name)) {
        options = options.with(name, arguments.value("--" + name).orElseThrow());
      }
    }
    return arguments.has("--python") ? options.with("python", "profile") : options;
  }

  /** The explanation of the vocabulary whose words are most like the one that is asked for. */
  private static TagExplanation why(
      List<Vocabulary> vocabularies, Profile profile, TagOptions options, String tag) {
    TagExplanation best = null;
    int likest = -1;
    for (Vocabulary vocabulary : vocabularies) {
      TagExplanation explanation = vocabulary.why(profile, options, tag);
      int likeness = likeness(explanation, tag);
      if (likeness > likest) {
        likest = likeness;
        best = explanation;
      }
    }
    return Objects.requireNonNull(best);
  }

  /** How likely it is that a vocabulary was meant: one that has the word, or a fact about it. */
  private static int likeness(TagExplanation explanation, String tag) {
    return switch (explanation.ruling()) {
      case IN -> Integer.MAX_VALUE;
      case UNKNOWN -> MEANT + 3;
      case OUT ->
          (explanation.facts().isEmpty() ? 0 : MEANT)
              + shared(explanation.nearest().orElse(""), tag);
    };
  }

  private static int shared(String one, String other) {
    String bare = one.substring(other.indexOf('=') < 0 ? one.indexOf('=') + 1 : 0);
    int limit = Math.min(bare.length(), other.length());
    int at = 0;
    while (at < limit && bare.charAt(at) == other.charAt(at)) {
      at++;
    }
    return at;
  }

  private static int strict(List<TagSet> sets, Profile profile) {
    boolean wrong =
        profile.findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    boolean unknown = sets.stream().anyMatch(set -> !set.unknown().isEmpty());
    return wrong ? ExitCode.FALSE : unknown ? ExitCode.UNDETERMINED : ExitCode.TRUE;
  }
}
