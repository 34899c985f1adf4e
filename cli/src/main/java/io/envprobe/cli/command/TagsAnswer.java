package io.envprobe.cli.command;

import io.envprobe.cli.argument.UsageException;
import io.envprobe.cli.machine.Machine;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.Vocabulary;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The words of some vocabularies and what they were made of.
 *
 * @param profile holds every fact that the words depend on
 * @param sets in the order of the vocabularies
 */
record TagsAnswer(Profile profile, List<TagSet> sets) {
  /**
   * Asks with facts that are found soon, and for the late ones where they could change a word that
   * is shown.
   *
   * @param best whether only the first few words of each vocabulary are shown
   */
  static TagsAnswer of(
      Machine machine, List<Vocabulary> vocabularies, TagOptions options, boolean best)
      throws UsageException {
    Profile soon = machine.profile(soon(vocabularies));
    List<TagSet> sets = tags(vocabularies, soon, options);
    Profile profile = soon;
    for (int i = 0; i < sets.size(); i++) {
      Vocabulary vocabulary = vocabularies.get(i);
      int words = best ? vocabulary.best() : Integer.MAX_VALUE;
      if (vocabulary.wantsLate(soon, options, sets.get(i), words)) {
        profile = machine.profile(vocabulary.facts());
        sets.set(i, tags(List.of(vocabulary), profile, options).get(0));
      }
    }
    return new TagsAnswer(profile, sets);
  }

  /** What some vocabularies read; what all of its readers can do without at first is left out. */
  private static Set<FactKey<?>> soon(List<Vocabulary> vocabularies) {
    Set<FactKey<?>> keys = new HashSet<>();
    for (Vocabulary vocabulary : vocabularies) {
      Set<FactKey<?>> late = vocabulary.lateFacts();
      for (FactKey<?> key : vocabulary.facts()) {
        if (!late.contains(key)) {
          keys.add(key);
        }
      }
    }
    return keys;
  }

  /** Asks with all facts, so that their findings are all there too. */
  static TagsAnswer whole(Machine machine, List<Vocabulary> vocabularies, TagOptions options)
      throws UsageException {
    Profile profile = machine.profile(facts(vocabularies));
    return new TagsAnswer(profile, tags(vocabularies, profile, options));
  }

  /** Every fact that some vocabularies read. */
  static Set<FactKey<?>> facts(List<Vocabulary> vocabularies) {
    Set<FactKey<?>> keys = new HashSet<>();
    for (Vocabulary vocabulary : vocabularies) {
      keys.addAll(vocabulary.facts());
    }
    return keys;
  }

  /** In the order of the vocabularies, in a list of its own. */
  private static List<TagSet> tags(
      List<Vocabulary> vocabularies, Profile profile, TagOptions options) throws UsageException {
    TagSet[] sets = new TagSet[vocabularies.size()];
    try {
      new SharedWork(sets.length) {
        @Override
        void work(int index) {
          sets[index] = vocabularies.get(index).tags(profile, options);
        }
      }.run();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    return Arrays.asList(sets);
  }
}
