package io.envprobe.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.UnknownCause;
import io.envprobe.json.ProfileFormatException;
import io.envprobe.json.ProfileJson;
import io.envprobe.tag.StandardVocabularies;
import io.envprobe.tag.Tag;
import io.envprobe.tag.TagExplanation;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.UnknownTag;
import io.envprobe.tag.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * For every recorded machine, vocabulary and fact that it reads: where that one fact is not known,
 * every word that goes is an unknown word with its cause, and none comes that does not hold.
 */
final class UnknownFactsTest {
  private static final TagOptions MODE = TagOptions.NONE.with("mode", "published");

  @Test
  void aFactThatIsNotKnownLosesNoWordSilently() throws IOException, ProfileFormatException {
    List<String> silent = new ArrayList<>();
    int cases = 0;
    for (Path machine : machines()) {
      Profile profile = ProfileJson.read(Files.readString(machine.resolve("profile.json")));
      for (Vocabulary vocabulary : StandardVocabularies.all()) {
        for (TagOptions options : List.of(TagOptions.NONE, MODE)) {
          TagSet before = vocabulary.tags(profile, options);
          for (FactKey<?> key : vocabulary.facts()) {
            if (profile.reading(key).isUnknown()) {
              continue;
            }
            cases++;
            compare(machine.getFileName() + " " + vocabulary.name(), profile, before, key)
                .apply(vocabulary, options, silent);
          }
        }
      }
    }
    assertTrue(cases > 1000, "compared " + cases);
    assertEquals(
        List.of(),
        silent.subList(0, Math.min(20, silent.size())),
        silent.size() + " of " + cases + " lose words");
  }

  private interface Comparison {
    void apply(Vocabulary vocabulary, TagOptions options, List<String> silent);
  }

  private static Comparison compare(String place, Profile profile, TagSet before, FactKey<?> key) {
    return (vocabulary, options, silent) -> {
      Profile less = profile.with(Fact.unknown(key, UnknownCause.TIMEOUT, "a slow disk"));
      TagSet after = vocabulary.tags(less, options);
      Set<String> kept = lines(after);
      for (Tag tag : before.tags()) {
        if (!kept.contains(tag.line()) && !isUnknown(after, tag)) {
          silent.add(place + ": " + tag.line() + " is gone without " + key);
        }
      }
      kept.removeAll(lines(before));
      for (String line : kept) {
        TagExplanation why = vocabulary.why(profile, options, line);
        // Without the system's own programs the processor's architecture stands for theirs.
        if (why.ruling() != TagExplanation.Ruling.IN && !key.equals(OsFacts.OS_ABI_ARCH)) {
          silent.add(place + ": " + line + " came without " + key + ": " + why.reason());
        }
      }
      for (UnknownTag unknown : after.unknown()) {
        if (unknown.fact().equals(key) && unknown.cause() != UnknownCause.TIMEOUT) {
          silent.add(place + ": " + unknown + " has not the cause of " + key);
        }
      }
    };
  }

  private static Set<String> lines(TagSet set) {
    Set<String> lines = new HashSet<>();
    set.tags().forEach(tag -> lines.add(tag.line()));
    return lines;
  }

  private static boolean isUnknown(TagSet set, Tag tag) {
    return set.unknown().stream()
        .anyMatch(
            unknown ->
                (unknown.label().isEmpty() || unknown.label().equals(tag.label()))
                    && (unknown.matches(tag.text()) || unknown.matches(tag.line())));
  }

  private static List<Path> machines() throws IOException {
    try (Stream<Path> entries = Files.list(DocumentsTest.root().resolve("test/hosts"))) {
      return entries.filter(entry -> Files.exists(entry.resolve("profile.json"))).sorted().toList();
    }
  }
}
