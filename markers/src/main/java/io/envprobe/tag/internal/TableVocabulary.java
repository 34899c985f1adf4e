package io.envprobe.tag.internal;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.table.Table;
import io.envprobe.tag.Tag;
import io.envprobe.tag.TagExplanation;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.UnknownTag;
import io.envprobe.tag.Vocabulary;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A vocabulary that is nothing but names: forms with holes for the operating system, the
 * architecture, the C library and the like, filled by the table {@code ecosystems}. A hole whose
 * value the ecosystem has no name for gives no word; one whose fact is unknown gives an unknown
 * word. A star among the names stands for every other value, which is its own name.
 */
public final class TableVocabulary implements Vocabulary {
  private static final class Holder {
    static final Table ECOSYSTEMS = EcosystemsTable.read().table("vocabularies");
  }

  private final String name;

  /** The vocabulary of that name in the table, which is read on first use. */
  public TableVocabulary(String name) {
    this.name = name;
  }

  private Table row() {
    return Holder.ECOSYSTEMS.table(name);
  }

  /** How this ecosystem names machines. */
  Naming naming() {
    return new Naming(row());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return row().text("title");
  }

  @Override
  public String specification() {
    return row().text("specification");
  }

  /** The ecosystem's names for the values of a hole, by our own. */
  public Map<String, String> names(String hole) {
    return row().table(hole).texts();
  }

  @Override
  public Set<FactKey<?>> facts() {
    return Collections.unmodifiableSet(naming().facts());
  }

  @Override
  public TagSet tags(Profile profile, TagOptions options) {
    Words words = new Words(name, profile);
    Naming naming = naming();
    for (Form form : naming.forms()) {
      new FormFilling(words, naming, form).add();
    }
    return words.set();
  }

  @Override
  public TagExplanation why(Profile profile, TagOptions options, String text) {
    TagSet set = tags(profile, options);
    for (Tag tag : set.tags()) {
      if (tag.text().equals(text) || tag.line().equals(text)) {
        return TagExplanation.in(text, Phrases.values(profile, tag.facts()), tag.facts());
      }
    }
    Optional<FormMatch> best = bestMatch(new Words(name, profile), text);
    Optional<String> nearest = Phrases.nearest(set.tags(), text).map(Tag::line);
    if (best.isEmpty()) {
      return TagExplanation.out(text, "no word of " + name + " is made so", List.of(), nearest);
    }
    // A text that no name of the ecosystem is in was hardly meant for it: no fact decides.
    boolean meant = best.get().isSpoken() && !best.get().isFree();
    if (meant && best.get().failing().isEmpty() && !best.get().unknown().isEmpty()) {
      FactKey<?> key = best.get().unknown().get(0);
      if (profile.reading(key) instanceof Reading.Unknown<?> cause) {
        return TagExplanation.unknown(text, UnknownTag.of(text, key, cause));
      }
    }
    return TagExplanation.out(
        text,
        best.get().failing().isEmpty()
            ? "no word of " + name + " is made so"
            : String.join("; ", best.get().failing()),
        meant ? best.get().facts() : List.of(),
        nearest);
  }

  /** The form that the text was most likely meant in: the one that needs the least to change. */
  private Optional<FormMatch> bestMatch(Words words, String text) {
    FormMatch best = null;
    Naming naming = naming();
    for (Form form : naming.forms()) {
      FormMatch match = FormMatch.of(words, naming, form, text).orElse(null);
      if (match != null && (best == null || cost(match) < cost(best))) {
        best = match;
      }
    }
    return Optional.ofNullable(best);
  }

  private static int cost(FormMatch match) {
    return match.failing().size() * 4
        + match.unknown().size()
        + (match.isSpoken() ? 0 : 8)
        + (match.isFree() ? 6 : 0);
  }
}
