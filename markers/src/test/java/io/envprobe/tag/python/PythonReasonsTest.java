package io.envprobe.tag.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.tag.Machines;
import io.envprobe.tag.TagExplanation;
import io.envprobe.tag.TagOptions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PythonReasonsTest {
  private static TagExplanation why(Profile profile, String tag) {
    return new PythonVocabulary().why(profile, TagOptions.NONE, tag);
  }

  @Test
  void glibcIsTooOld() {
    TagExplanation why = why(Machines.debian12(), "manylinux_2_39_x86_64");
    assertEquals(TagExplanation.Ruling.OUT, why.ruling());
    assertEquals("glibc 2.36 is older than 2.39", why.reason());
    assertEquals(Optional.of("manylinux_2_36_x86_64"), why.nearest());
    assertEquals(List.of(LibraryFacts.LIBC_VERSION), why.facts());
  }

  @Test
  void glibcIsNewEnough() {
    TagExplanation why = why(Machines.debian12(), "manylinux2014_x86_64");
    assertEquals(TagExplanation.Ruling.IN, why.ruling());
    assertEquals("glibc 2.36 is not older than 2.17", why.reason());
  }

  @Test
  void theFloorOfAnArchitecture() {
    Profile profile = Machines.linux("aarch64", "glibc", "2.31");
    TagExplanation why = why(profile, "manylinux_2_12_aarch64");
    assertEquals("the oldest tag for aarch64 is manylinux_2_17", why.reason());
    assertEquals(Optional.of("manylinux_2_17_aarch64"), why.nearest());
  }

  @Test
  void anotherLibrary() {
    assertEquals(
        "the C library is musl, not glibc",
        why(Machines.alpine(), "manylinux_2_17_aarch64").reason());
    assertEquals(
        "the C library is glibc, not musl",
        why(Machines.debian12(), "musllinux_1_2_x86_64").reason());
  }

  @Test
  void anotherArchitecture() {
    assertEquals(
        "the architecture is x86_64, not aarch64",
        why(Machines.debian12(), "manylinux_2_17_aarch64").reason());
    assertEquals(
        "the architecture is x86_64, not i686", why(Machines.debian12(), "linux_i686").reason());
  }

  @Test
  void anotherSystem() {
    assertEquals("the system is Linux", why(Machines.debian12(), "win_amd64").reason());
    assertEquals(
        "the platform is macOS 14.5 on arm64",
        why(Machines.macbook(), "manylinux_2_17_x86_64").reason());
  }

  @Test
  void macOsIsTooOld() {
    TagExplanation why = why(Machines.macbook(), "macosx_15_0_arm64");
    assertEquals("macOS 14.5 on arm64 is older than 15.0", why.reason());
    assertEquals(Optional.of("macosx_14_0_arm64"), why.nearest());
  }

  @Test
  void thePartOfAFullTagThatFails() {
    Profile debian = Machines.debian12();
    assertEquals(
        "this interpreter does not take the interpreter tag cp312",
        why(debian, "cp312-cp312-manylinux_2_17_x86_64").reason());
    assertEquals(
        "this interpreter does not take the ABI cp311t under cp311",
        why(debian, "cp311-cp311t-manylinux_2_17_x86_64").reason());
    TagExplanation platform = why(debian, "cp311-cp311-manylinux_2_39_x86_64");
    assertEquals("glibc 2.36 is older than 2.39", platform.reason());
    assertEquals(Optional.of("cp311-cp311-manylinux_2_36_x86_64"), platform.nearest());
  }

  @Test
  void theNearestIsOneThatIndexesHave() {
    Profile debian = Machines.debian12();
    for (String tag :
        List.of(
            "cp311-cp311-musllinux_1_2_x86_64",
            "cp311-cp311-win_amd64",
            "cp312-cp312-musllinux_1_2_aarch64")) {
      assertEquals(
          Optional.of("cp311-cp311-manylinux_2_36_x86_64"), why(debian, tag).nearest(), tag);
    }
  }
}
