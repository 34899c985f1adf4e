package io.envprobe.tag.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.Fact;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.PythonFacts;
import io.envprobe.fact.UnknownCause;
import io.envprobe.tag.Machines;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.UnknownTag;
import java.util.List;
import org.junit.jupiter.api.Test;

class PythonVocabularyTest {
  private static final PythonVocabulary PYTHON = new PythonVocabulary();

  private static List<String> tags(Profile profile) {
    return PYTHON.tags(profile, TagOptions.NONE).texts();
  }

  @Test
  void debianBeginsWithItsOwnGlibcAfterThePlainTag() {
    List<String> tags = tags(Machines.debian12());
    assertEquals(
        List.of("linux_x86_64", "manylinux_2_36_x86_64", "manylinux_2_35_x86_64"),
        tags.subList(0, 3));
    assertEquals("manylinux1_x86_64", tags.get(tags.size() - 1));
    assertEquals(36, tags.size());
  }

  private static Profile overruled(String module) {
    return Machines.debian12().with(Fact.observed(PythonFacts.PYTHON_MANYLINUX_OVERRIDE, module));
  }

  @Test
  void aDistributorsModuleTakesTagsAway() {
    assertEquals(
        List.of("linux_x86_64"),
        tags(overruled("manylinux_compatible=False manylinux1_compatible=True")));
    assertEquals(tags(Machines.debian12()), tags(overruled("manylinux_compatible=None")));
    List<String> without2014 = tags(overruled("manylinux2014_compatible=False"));
    assertFalse(without2014.contains("manylinux2014_x86_64"));
    assertFalse(without2014.contains("manylinux_2_17_x86_64"));
    assertTrue(without2014.contains("manylinux_2_16_x86_64"));
  }

  @Test
  void aModuleThatDecidesByCodeLeavesManylinuxUnknown() {
    TagSet set = PYTHON.tags(overruled("manylinux_compatible=unknown"), TagOptions.NONE);
    assertEquals(List.of("linux_x86_64"), set.texts());
    assertEquals(
        List.of("manylinux*_x86_64"), set.unknown().stream().map(UnknownTag::pattern).toList());
  }

  @Test
  void olderPipPutsThePlainTagLast() {
    List<String> tags =
        PYTHON
            .tags(Machines.debian12(), TagOptions.NONE.with(PythonVocabulary.ORDER, "pip-older"))
            .texts();
    assertEquals("manylinux_2_36_x86_64", tags.get(0));
    assertEquals("linux_x86_64", tags.get(tags.size() - 1));
  }

  @Test
  void uvHasAHigherFloorOnRiscV() {
    Profile profile = Machines.linux("riscv64", "glibc", "2.39");
    List<String> uv =
        PYTHON.tags(profile, TagOptions.NONE.with(PythonVocabulary.ORDER, "uv")).texts();
    assertFalse(uv.contains("manylinux_2_30_riscv64"));
    assertTrue(tags(profile).contains("manylinux_2_17_riscv64"));
  }

  @Test
  void refusesAnOrderThatNobodyHas() {
    TagOptions options = TagOptions.NONE.with(PythonVocabulary.ORDER, "best");
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> PYTHON.tags(Machines.debian12(), options));
    assertEquals("no order of Python tags: best; packaging, pip-older or uv", error.getMessage());
  }

  @Test
  void alpineHasMusllinuxAndNoManylinux() {
    assertEquals(
        List.of(
            "linux_aarch64",
            "musllinux_1_2_aarch64",
            "musllinux_1_1_aarch64",
            "musllinux_1_0_aarch64"),
        tags(Machines.alpine()));
  }

  @Test
  void aRaspberryPiWithA32BitSystemTakesArmv8lAndArmv7l() {
    List<String> tags = tags(Machines.raspberryPi());
    assertEquals(List.of("linux_armv8l", "linux_armv7l"), tags.subList(0, 2));
    assertTrue(tags.contains("manylinux2014_armv7l"));
  }

  @Test
  void softFloatRulesManylinuxOut() {
    Profile profile = Machines.with(Machines.raspberryPi(), OsFacts.OS_ABI_FLOAT, "soft");
    assertEquals(List.of("linux_armv8l", "linux_armv7l"), tags(profile));
    assertEquals(
        "the programs of this system do not have the binary interface of manylinux on armv7l",
        PYTHON.why(profile, TagOptions.NONE, "manylinux_2_17_armv7l").reason());
  }

  @Test
  void aMacbookTakesUniversalFilesOfOldSystems() {
    List<String> tags = tags(Machines.macbook());
    assertEquals("macosx_14_0_arm64", tags.get(0));
    assertEquals("macosx_10_4_universal2", tags.get(tags.size() - 1));
  }

  @Test
  void windowsHasOneTag() {
    assertEquals(List.of("win_amd64"), tags(Machines.windows()));
  }

  @Test
  void aStaticInterpreterHasNeitherFamily() {
    Profile profile = Machines.with(Machines.debian12(), PythonFacts.PYTHON_LIBC, "none");
    assertEquals(List.of("linux_x86_64"), tags(profile));
  }

  @Test
  void aGlibcPythonOnAlpineCountsByItsOwnLibraryAndNotByAShim() {
    Profile profile = Machines.alpine();
    profile = Machines.with(profile, PythonFacts.PYTHON_PATH, "/opt/python/bin/python3");
    profile = Machines.with(profile, PythonFacts.PYTHON_LIBC, "glibc");
    FactRecord shim =
        FactRecord.builder().put("name", "glibc").put("version", "2.38").put("shim", true).build();
    FactRecord real = FactRecord.builder().put("name", "glibc").put("version", "2.28").build();
    assertEquals(
        List.of("linux_aarch64"),
        tags(Machines.with(profile, LibraryFacts.LIBC_ALL, List.of(shim))));
    assertEquals(
        "manylinux_2_28_aarch64",
        tags(Machines.with(profile, LibraryFacts.LIBC_ALL, List.of(shim, real))).get(1));
  }

  @Test
  void anUnknownLibraryGivesUnknownTagsWithTheCause() {
    Profile profile =
        Machines.linux("x86_64", "glibc", "2.36")
            .with(Fact.unknown(LibraryFacts.LIBC_NAME, UnknownCause.DENIED, "no permission"));
    TagSet set = PYTHON.tags(profile, TagOptions.NONE);
    assertEquals(List.of("linux_x86_64"), set.texts());
    assertEquals(
        List.of("manylinux*_x86_64", "musllinux_*_x86_64"),
        set.unknown().stream().map(UnknownTag::pattern).toList());
    assertEquals(UnknownCause.DENIED, set.unknown().get(0).cause());
    assertEquals(
        "libc.name is not known: no permission",
        PYTHON.why(profile, TagOptions.NONE, "manylinux2014_x86_64").reason());
  }

  @Test
  void nothingKnownGivesOneUnknownTag() {
    TagSet set = PYTHON.tags(Profile.EMPTY, TagOptions.NONE);
    assertEquals(List.of(), set.tags());
    assertEquals("*", set.unknown().get(0).pattern());
  }

  @Test
  void fullTagsOfTheInterpreterOfTheProfile() {
    TagOptions options =
        TagOptions.NONE.with(PythonVocabulary.PYTHON, PythonVocabulary.FROM_PROFILE);
    List<String> tags = PYTHON.tags(Machines.debian12(), options).texts();
    assertEquals("cp311-cp311-linux_x86_64", tags.get(0));
    assertEquals("py30-none-any", tags.get(tags.size() - 1));
  }

  @Test
  void anUnknownAbiLeavesThePureTagsStanding() {
    Profile profile =
        Machines.debian12()
            .with(Fact.unknown(PythonFacts.PYTHON_ABIS, UnknownCause.MALFORMED, "two suffixes"));
    TagOptions options =
        TagOptions.NONE.with(PythonVocabulary.PYTHON, PythonVocabulary.FROM_PROFILE);
    TagSet set = PYTHON.tags(profile, options);
    assertTrue(set.texts().contains("py3-none-any"));
    assertFalse(set.texts().contains("cp311-abi3-linux_x86_64"));
    assertEquals(
        "python.abis is not known: two suffixes",
        PYTHON.why(profile, options, "cp311-cp311-linux_x86_64").reason());
  }

  @Test
  void aFreeThreadedInterpreterTakesNoOrdinaryStableAbi() {
    List<String> tags =
        PYTHON
            .tags(Machines.debian12(), TagOptions.NONE.with(PythonVocabulary.PYTHON, "3.13t"))
            .texts();
    assertTrue(tags.contains("cp313-cp313t-manylinux_2_36_x86_64"));
    assertTrue(tags.contains("cp312-abi3t-manylinux_2_36_x86_64"));
    assertFalse(tags.contains("cp313-abi3-manylinux_2_36_x86_64"));
  }
}
