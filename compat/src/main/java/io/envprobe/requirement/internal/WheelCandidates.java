package io.envprobe.requirement.internal;

import io.envprobe.fact.PythonFacts;
import io.envprobe.requirement.Candidate;
import io.envprobe.requirement.Condition;
import io.envprobe.requirement.Requirement;
import io.envprobe.requirement.Span;
import io.envprobe.requirement.UnreadDemand;
import io.envprobe.requirement.VersionDemand;
import io.envprobe.tag.python.WheelFileName;
import io.envprobe.tag.variant.VariantsDocument;
import io.envprobe.version.SpecifierSet;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes candidates of the wheels that an index or a directory lists. Used by one thread. */
final class WheelCandidates {
  /** The ending of the documents of variants that an index has beside wheels. */
  static final String VARIANTS = "-variants.json";

  private final Map<String, Found> documents = new LinkedHashMap<>();
  private final List<Candidate> candidates = new ArrayList<>();

  private record Found(VariantsDocument document, Function<String, Span> place) {}

  /**
   * What is listed.
   *
   * @param requiresPython what the index says of it; empty where it says nothing
   */
  record Listed(String fileName, Optional<String> requiresPython, boolean yanked, Span span) {}

  /** Adds what variants ask, for wheels of the release that the document's name states. */
  void document(String fileName, VariantsDocument document, Function<String, Span> place) {
    String release = fileName.substring(0, fileName.length() - VARIANTS.length());
    documents.put(normalized(release), new Found(document, place));
  }

  /** Adds a file; what is no wheel is not taken. Documents come before wheels. */
  void add(Listed file) {
    WheelFileName name;
    try {
      name = WheelFileName.parseVariant(file.fileName());
    } catch (SyntaxException e) {
      // Installers skip what is not named as wheels are: indexes have many old files.
      return;
    }
    List<Condition> conditions = new ArrayList<>();
    conditions.add(WheelFormat.tags(name, file.span()));
    python(file).ifPresent(conditions::add);
    Optional<VariantsDocument> document = Optional.empty();
    if (name.label().isPresent()) {
      String release = normalized(name.name() + "-" + name.version().normalized());
      Optional<Found> found = Optional.ofNullable(documents.get(release));
      document = found.map(Found::document);
      String label = name.label().get();
      conditions.add(
          found.isPresent()
              ? VariantConditions.of(document.orElseThrow(), label, found.get().place())
              : Condition.of(unread(label), file.span()));
    }
    WheelScores scores = new WheelScores(name, file.yanked(), document);
    Condition whole = Condition.all(conditions, file.span());
    candidates.add(
        new Candidate(
            file.fileName(), Requirement.of(file.fileName(), "wheel", whole), scores::of));
  }

  /** What a variant asks stands in a document that is not at hand. */
  private static UnreadDemand unread(String label) {
    return new UnreadDemand(
        "variant " + label,
        "what the variant " + label + " asks is not known without the index's document of variants",
        "put NAME-VERSION" + VARIANTS + " of the index beside it");
  }

  private static Optional<Condition> python(Listed file) {
    if (file.requiresPython().isEmpty()) {
      return Optional.empty();
    }
    String text = file.requiresPython().get();
    try {
      return Optional.of(
          Condition.of(
              new VersionDemand(PythonFacts.PYTHON_VERSION, SpecifierSet.parse(text), text),
              file.span()));
    } catch (SyntaxException e) {
      // Installers take the file as if nothing were said.
      return Optional.empty();
    }
  }

  private static String normalized(String release) {
    return release.replace('_', '-').replace('.', '-').toLowerCase(java.util.Locale.ROOT);
  }

  /** What was added, in its order. */
  List<Candidate> all() {
    return candidates;
  }
}
