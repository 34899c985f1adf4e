package io.envprobe.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.Baseline;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.json.ProfileFormatException;
import io.envprobe.json.ProfileJson;
import io.envprobe.tag.StandardVocabularies;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.UnknownTag;
import io.envprobe.tag.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every vocabulary says of recorded machines, and the page that describes them. */
final class TagsTest {
  private static final int SHOWN = 200;
  private static final int EXAMPLES = 6;
  private static final String EXAMPLE = "ubuntu-24.04";

  @Test
  void theReferenceOfTagsIsGeneratedFromTheVocabularies() throws IOException {
    StringBuilder page = new StringBuilder();
    page.append("# Tags\n\nGenerated from the vocabularies in `io.envprobe.tag`; do not edit.\n");
    page.append("The examples are those of the baseline `@").append(EXAMPLE).append("`, ");
    page.append("which fixes neither processor nor devices: words that depend on these are ");
    page.append("unknown there.\n");
    Profile profile = Baseline.named(EXAMPLE).orElseThrow();
    for (Vocabulary vocabulary : StandardVocabularies.all()) {
      page.append("\n## ").append(vocabulary.name()).append("\n\n");
      page.append(vocabulary.title()).append(". Specification: <");
      page.append(vocabulary.specification()).append(">.\n\nFacts used: ");
      String separator = "";
      for (String fact : new TreeSet<>(names(vocabulary))) {
        page.append(separator).append('`').append(fact).append('`');
        separator = ", ";
      }
      page.append(".\n\n```text\n");
      append(page, vocabulary.tags(profile, TagOptions.NONE), EXAMPLES);
      page.append("```\n");
    }
    DocumentsTest.assertPage("docs/reference/tags.md", page.toString());
  }

  private static List<String> names(Vocabulary vocabulary) {
    return vocabulary.facts().stream().map(FactKey::name).toList();
  }

  private static void append(StringBuilder text, TagSet set, int limit) {
    int shown = Math.min(limit, set.tags().size());
    set.tags().subList(0, shown).forEach(tag -> text.append(tag.line()).append('\n'));
    if (shown < set.tags().size()) {
      text.append("… and ").append(set.tags().size() - shown).append(" more\n");
    }
    for (UnknownTag unknown : set.unknown()) {
      text.append("unknown: ").append(unknown.line()).append(" (");
      text.append(unknown.fact().name()).append(": ").append(unknown.cause()).append(")\n");
    }
  }

  @Test
  void everyRecordedMachineHasItsWords() throws IOException, ProfileFormatException {
    List<Path> machines;
    try (Stream<Path> entries = Files.list(DocumentsTest.root().resolve("test/hosts"))) {
      machines =
          entries.filter(entry -> Files.exists(entry.resolve("profile.json"))).sorted().toList();
    }
    assertTrue(machines.size() >= 12, "a machine of each kind is recorded");
    for (Path machine : machines) {
      Profile profile = ProfileJson.read(Files.readString(machine.resolve("profile.json")));
      StringBuilder text = new StringBuilder();
      for (Vocabulary vocabulary : StandardVocabularies.all()) {
        text.append('[').append(vocabulary.name()).append("]\n");
        append(text, vocabulary.tags(profile, TagOptions.NONE), SHOWN);
      }
      Path expected = machine.resolve("tags.txt");
      if (Boolean.getBoolean("envprobe.update")) {
        Files.writeString(expected, text);
      }
      assertEquals(
          Files.readString(expected),
          text.toString(),
          machine + " differs; after checking run with -Denvprobe.update=true");
    }
  }
}
