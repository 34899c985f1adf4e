package io.envprobe.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.PythonFacts;
import io.envprobe.json.ProfileFormatException;
import io.envprobe.json.ProfileJson;
import io.envprobe.tag.StandardVocabularies;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is looked for late may only be left out where it changes nothing: for every recorded machine
 * as it is and with devices and libraries that it has not.
 */
final class LateFactsTest {
  private static final Evidence HERE = Evidence.rule("a test", "");
  private static final FactRecord ARC =
      FactRecord.builder().put("name", "Arc").put("kind", "gpu").put("ip", "20.1.4").build();
  private static final FactRecord STATED =
      FactRecord.builder()
          .put("name", "AMD_VARIANT_PROVIDER_FORCE_GFX_ARCH")
          .put("value", "gfx942")
          .build();
  private static final FactRecord MUSL =
      FactRecord.builder().put("name", "musl").put("version", "1.2.5").put("shim", false).build();

  private static Map<String, Profile> variations(Profile machine) {
    Map<String, Profile> all = new LinkedHashMap<>();
    all.put("as it is", machine);
    all.put(
        "with OpenBLAS and MKL",
        machine
            .with(Fact.observed(LibraryFacts.BLAS_PROVIDERS, List.of("mkl", "openblas"), HERE))
            .with(Fact.observed(LibraryFacts.OPENMP_RUNTIMES, List.of("libomp"), HERE)));
    all.put(
        "with a device of Intel",
        machine
            .with(Fact.observed(GpuFacts.GPU_VENDORS, List.of("intel"), HERE))
            .with(Fact.observed(GpuFacts.LEVELZERO_DEVICES, List.of(ARC), HERE)));
    all.put(
        "with a device of AMD",
        machine
            .with(Fact.observed(GpuFacts.AMDGPU_TARGETS, List.of("gfx90a"), HERE))
            .with(Fact.observed(GpuFacts.ROCM_VERSION, "6.4", HERE)));
    all.put(
        "with a device that the user states",
        machine
            .with(Fact.observed(GpuFacts.GPU_OVERRIDES, List.of(STATED), HERE))
            .with(Fact.observed(GpuFacts.ROCM_VERSION, "6.4", HERE)));
    all.put(
        "with an interpreter on musl",
        machine
            .with(Fact.observed(PythonFacts.PYTHON_PATH, "/opt/python/bin/python3", HERE))
            .with(Fact.observed(PythonFacts.PYTHON_LIBC, "musl", HERE))
            .with(Fact.observed(LibraryFacts.LIBC_ALL, List.of(MUSL), HERE)));
    return all;
  }

  @Test
  void withoutLateFactsTheFirstWordsAreTheSameOrTheFactsAreWanted()
      throws IOException, ProfileFormatException {
    List<String> different = new ArrayList<>();
    int spared = 0;
    int wanted = 0;
    for (Path file : machines()) {
      for (Map.Entry<String, Profile> machine :
          variations(ProfileJson.read(Files.readString(file))).entrySet()) {
        for (Vocabulary vocabulary : StandardVocabularies.all()) {
          Set<FactKey<?>> late = vocabulary.lateFacts();
          if (late.isEmpty()) {
            continue;
          }
          Profile early = without(machine.getValue(), late);
          for (String mode : List.of("accurate", "published")) {
            TagOptions options = TagOptions.NONE.with("mode", mode);
            TagSet set = vocabulary.tags(early, options);
            TagSet whole = vocabulary.tags(machine.getValue(), options);
            for (int words : new int[] {vocabulary.best(), Integer.MAX_VALUE}) {
              if (vocabulary.wantsLate(early, options, set, words)) {
                wanted++;
                continue;
              }
              spared++;
              if (!shown(set, words).equals(shown(whole, words))) {
                different.add(
                    DocumentsTest.root().relativize(file)
                        + " "
                        + machine.getKey()
                        + ", "
                        + vocabulary.name()
                        + " "
                        + mode
                        + ": "
                        + shown(set, words)
                        + " is really "
                        + shown(whole, words));
              }
            }
          }
        }
      }
    }
    assertEquals(List.of(), different);
    assertTrue(spared > 100 && wanted > 100, spared + " answers were spared, " + wanted + " not");
  }

  /** What a screen shows of an answer: the first words, how many there are, and what is unknown. */
  private static List<String> shown(TagSet set, int words) {
    List<String> shown = new ArrayList<>();
    set.best(words).forEach(tag -> shown.add(tag.line()));
    shown.add(set.tags().size() + " words");
    set.unknown().forEach(unknown -> shown.add(unknown.toString()));
    return shown;
  }

  private static Profile without(Profile machine, Set<FactKey<?>> keys) {
    List<Fact<?>> facts = new ArrayList<>();
    for (Fact<?> fact : machine.facts()) {
      if (!keys.contains(fact.key())) {
        facts.add(fact);
      }
    }
    return new Profile(facts, List.of(), Map.of());
  }

  private static List<Path> machines() throws IOException {
    try (Stream<Path> entries = Files.list(DocumentsTest.root().resolve("test/hosts"))) {
      return entries
          .map(entry -> entry.resolve("profile.json"))
          .filter(Files::exists)
          .sorted()
          .toList();
    }
  }
}
