package io.envprobe.tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.UnknownCause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VocabulariesTest {
  private static List<String> lines(String vocabulary, Profile profile) {
    List<String> lines = new ArrayList<>();
    for (Tag tag : tags(vocabulary, profile).tags()) {
      lines.add(tag.line());
    }
    return lines;
  }

  private static TagSet tags(String vocabulary, Profile profile) {
    return StandardVocabularies.find(vocabulary).orElseThrow().tags(profile, TagOptions.NONE);
  }

  @Test
  void everyVocabularyHasItsOwnNameATitleASpecificationAndFacts() {
    Set<String> names = new HashSet<>();
    for (Vocabulary vocabulary : StandardVocabularies.all()) {
      assertTrue(names.add(vocabulary.name()), vocabulary.name());
      assertFalse(vocabulary.title().isEmpty(), vocabulary.name());
      assertTrue(vocabulary.specification().startsWith("https://"), vocabulary.name());
      assertFalse(vocabulary.facts().isEmpty(), vocabulary.name());
    }
  }

  @Test
  void noVocabularyUsesAFactThatItDoesNotDeclare() {
    for (Vocabulary vocabulary : StandardVocabularies.all()) {
      for (Profile profile :
          List.of(Machines.debian12(), Machines.macbook(), Machines.windows(), Profile.EMPTY)) {
        TagSet set = vocabulary.tags(profile, TagOptions.NONE);
        for (Tag tag : set.tags()) {
          assertTrue(vocabulary.facts().containsAll(tag.facts()), vocabulary.name() + tag);
        }
        for (UnknownTag tag : set.unknown()) {
          assertTrue(vocabulary.facts().contains(tag.fact()), vocabulary.name() + tag);
        }
      }
    }
  }

  @Test
  void aProfileThatKnowsNothingIsUnknownAndNotEmptyInEachVocabulary() {
    for (Vocabulary vocabulary : StandardVocabularies.all()) {
      assertFalse(
          vocabulary.tags(Profile.EMPTY, TagOptions.NONE).unknown().isEmpty(), vocabulary.name());
    }
  }

  @Test
  void debianOnALevelThreeProcessor() {
    Profile debian = Machines.with(Machines.debian12(), CpuFacts.CPU_TARGET, "haswell");
    assertEquals(
        List.of("linux/amd64/v3", "linux/amd64/v2", "linux/amd64/v1", "linux/386"),
        lines("oci", debian));
    assertEquals(
        List.of("__archspec=1=haswell", "__glibc=2.36=0", "__linux=6.1.0=0", "__unix=0=0"),
        lines("conda", debian));
    assertEquals(
        List.of("os=linux", "cpu=x64", "libc=glibc", "prebuild=linux-x64"), lines("npm", debian));
    assertEquals(
        List.of(
            "target=x86_64-unknown-linux-gnu",
            "target-cpu=haswell",
            "target-cpu=x86-64-v3",
            "target-cpu=x86-64-v2"),
        lines("rust", debian));
    assertEquals(
        List.of("GOOS=linux", "GOARCH=amd64", "GOAMD64=v3", "GOAMD64=v2", "GOAMD64=v1"),
        lines("go", debian));
    assertEquals(
        List.of("linux-x64", "linux", "unix-x64", "unix", "any", "base"), lines("rid", debian));
    assertEquals(List.of("architecture=linux-debian12-haswell"), lines("spack", debian));
  }

  @Test
  void alpineHasNoGlibcWords() {
    assertFalse(lines("conda", Machines.alpine()).toString().contains("__glibc"));
    assertEquals(
        List.of("architecture=musl-linux-arm64", "multiarch=aarch64-linux-musl"),
        lines("debian", Machines.alpine()));
    assertEquals("linux-musl-arm64", lines("rid", Machines.alpine()).get(0));
  }

  @Test
  void macOsAndWindowsHaveTheirOwnNames() {
    assertEquals("os.detected.name=osx", lines("maven", Machines.macbook()).get(0));
    assertEquals(List.of("system=aarch64-darwin"), lines("nix", Machines.macbook()));
    assertEquals(List.of("triplet=x64-windows"), lines("vcpkg", Machines.windows()));
    assertEquals("windows(10.0.22631)/amd64", lines("oci", Machines.windows()).get(0));
  }

  @Test
  void anUnknownLibraryIsAnUnknownWordWithItsCause() {
    Profile profile =
        Machines.debian12()
            .with(Fact.unknown(LibraryFacts.LIBC_NAME, UnknownCause.TIMEOUT, "a slow disk"));
    TagSet npm = tags("npm", profile);
    assertEquals("libc=*", npm.unknown().get(0).line());
    assertEquals(UnknownCause.TIMEOUT, npm.unknown().get(0).cause());
    Vocabulary rust = StandardVocabularies.find("rust").orElseThrow();
    TagExplanation why = rust.why(profile, TagOptions.NONE, "x86_64-unknown-linux-gnu");
    assertEquals(TagExplanation.Ruling.UNKNOWN, why.ruling());
    assertEquals("libc.name is not known: a slow disk", why.reason());
  }

  @Test
  void aWordThatDoesNotHoldIsExplainedByTheNearestThatDoes() {
    Vocabulary rust = StandardVocabularies.find("rust").orElseThrow();
    TagExplanation why =
        rust.why(Machines.debian12(), TagOptions.NONE, "x86_64-unknown-linux-musl");
    assertEquals(TagExplanation.Ruling.OUT, why.ruling());
    assertEquals("target=x86_64-unknown-linux-gnu", why.nearest().orElseThrow());
    assertEquals("'musl' asks for libc.name musl, and it is glibc", why.reason());
  }
}
