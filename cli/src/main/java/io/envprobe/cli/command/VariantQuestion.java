package io.envprobe.cli.command;

import io.envprobe.cli.argument.Arguments;
import io.envprobe.cli.output.CommandException;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import io.envprobe.host.Inputs;
import io.envprobe.host.Outcome;
import io.envprobe.tag.Tag;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.variant.NamespaceSupport;
import io.envprobe.tag.variant.VariantProperty;
import io.envprobe.tag.variant.VariantsDocument;
import io.envprobe.tag.variant.json.VariantsJson;
import io.envprobe.tag.variant.json.VariantsJsonException;
import io.envprobe.tag.variant.provider.PackageSupport;
import io.envprobe.tag.variant.provider.ProviderMode;
import io.envprobe.tag.variant.provider.VariantLists;
import io.envprobe.tag.variant.provider.VariantProviders;
import io.envprobe.tag.variant.provider.VariantsVocabulary;
import io.envprobe.version.SyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code tags variants} is asked: of the machine alone, or for the variants of a package. */
final class VariantQuestion {
  private final Optional<VariantsDocument> document;
  private final PackageSupport.Wishes wishes;
  private final ProviderMode mode;

  private VariantQuestion(
      Optional<VariantsDocument> document, PackageSupport.Wishes wishes, ProviderMode mode) {
    this.document = document;
    this.wishes = wishes;
    this.mode = mode;
  }

  static VariantQuestion of(Arguments arguments, Inputs inputs) throws CommandException {
    Map<String, NamespaceSupport> lists = new HashMap<>();
    for (String file : arguments.values("--static-list")) {
      try {
        lists.putAll(VariantLists.parse(text(file, inputs)));
      } catch (SyntaxException e) {
        throw CommandException.at(
            CommandException.Kind.INPUT,
            file + ": " + e.reason(),
            e.offset(),
            e.length(),
            file + ": " + e.render().stripTrailing());
      }
    }
    Optional<VariantsDocument> document = Optional.empty();
    if (arguments.has("--variants-json")) {
      document = Optional.of(document(arguments.value("--variants-json").orElseThrow(), inputs));
    }
    return new VariantQuestion(
        document,
        new PackageSupport.Wishes(lists, new HashSet<>(arguments.values("--enable-provider"))),
        arguments.value("--mode").orElse("accurate").equals("published")
            ? ProviderMode.PUBLISHED
            : ProviderMode.ACCURATE);
  }

  private static VariantsDocument document(String file, Inputs inputs) throws CommandException {
    try {
      return VariantsJson.ofIndex(text(file, inputs)).document();
    } catch (VariantsJsonException e) {
      throw CommandException.of(CommandException.Kind.INPUT, file + ": " + e.getMessage());
    }
  }

  private static String text(String file, Inputs inputs) throws CommandException {
    Outcome<byte[]> content = inputs.read(file, Inputs.DOCUMENT_LIMIT);
    if (content instanceof Outcome.Failure<byte[]> failure) {
      throw CommandException.of(CommandException.Kind.INPUT, failure.detail());
    }
    return new String(content.answer().orElseThrow(), StandardCharsets.UTF_8);
  }

  /** The supported properties, and what is to be said about them. */
  record Answer(
      TagSet set, List<Finding> findings, Map<String, String> sources, List<String> labels) {
    Answer {
      findings = List.copyOf(findings);
      labels = List.copyOf(labels);
    }
  }

  Answer answer(VariantsVocabulary vocabulary, Profile profile, TagOptions options) {
    Map<String, String> environment = VariantsVocabulary.environment(profile, options);
    List<Finding> findings = new ArrayList<>(VariantProviders.differences(profile, environment));
    if (document.isEmpty()) {
      return new Answer(vocabulary.tags(profile, options), findings, Map.of(), List.of());
    }
    PackageSupport published = support(profile, environment, ProviderMode.PUBLISHED);
    PackageSupport accurate = support(profile, environment, ProviderMode.ACCURATE);
    findings.clear();
    PackageSupport.difference(published, accurate).ifPresent(findings::add);
    PackageSupport meant = mode == ProviderMode.PUBLISHED ? published : accurate;
    List<Tag> tags = new ArrayList<>();
    List<FactKey<?>> facts = new ArrayList<>(vocabulary.facts());
    facts.removeIf(key -> !profile.reading(key).isPresent());
    facts.sort(null);
    for (NamespaceSupport namespace : meant.supported()) {
      for (VariantProperty property : namespace.properties()) {
        tags.add(Tag.of(property.toString(), facts));
      }
    }
    TagSet set = new TagSet(vocabulary.name(), tags, meant.unknown());
    return new Answer(set, findings, meant.sources(), meant.labels());
  }

  private PackageSupport support(
      Profile profile, Map<String, String> environment, ProviderMode which) {
    return PackageSupport.of(document.orElseThrow(), profile, environment, which, wishes);
  }
}
