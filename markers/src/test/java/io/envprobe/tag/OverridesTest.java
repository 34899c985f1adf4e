package io.envprobe.tag;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The variables of the machine's environment with which a user tells tools what it is. */
class OverridesTest {
  private static final Profile HASWELL =
      Machines.with(Machines.debian12(), CpuFacts.CPU_TARGET, "haswell");

  private static FactRecord variable(String name, String value) {
    return FactRecord.builder().put("name", name).put("value", value).put("tool", "a tool").build();
  }

  private static Profile with(Profile profile, FactRecord system, FactRecord gpu) {
    return profile
        .with(declared(OsFacts.ENV_OVERRIDES, system))
        .with(declared(GpuFacts.GPU_OVERRIDES, gpu));
  }

  private static Fact<List<FactRecord>> declared(
      io.envprobe.fact.FactKey<List<FactRecord>> key, FactRecord record) {
    return new Fact<>(key, Reading.present(List.of(record)), Origin.DECLARED, List.of());
  }

  private static List<String> conda(Profile profile, String dialect) {
    List<String> lines = new ArrayList<>();
    TagSet set =
        StandardVocabularies.find("conda")
            .orElseThrow()
            .tags(profile, TagOptions.NONE.with("dialect", dialect));
    set.tags().forEach(tag -> lines.add(tag.line()));
    return lines;
  }

  @Test
  void condaTakesThoseOfTheEnvironment() {
    Profile profile =
        with(
            HASWELL,
            variable("CONDA_OVERRIDE_GLIBC", "2.17"),
            variable("CONDA_OVERRIDE_CUDA", "12.4"));
    assertEquals(
        List.of(
            "__archspec=1=haswell",
            "__cuda=12.4=0",
            "__glibc=2.17=0",
            "__linux=6.1.0=0",
            "__unix=0=0"),
        conda(profile, "cep30"));
    TagExplanation why =
        StandardVocabularies.find("conda")
            .orElseThrow()
            .why(profile, TagOptions.NONE, "__glibc=2.36");
    assertEquals(
        "its version is 2.17 and not 2.36: CONDA_OVERRIDE_GLIBC declares it", why.reason());
    assertEquals(List.of(OsFacts.ENV_OVERRIDES), why.facts());
  }

  @Test
  void anOptionOfTheCallerCountsBeforeTheEnvironment() {
    Profile profile =
        with(
            HASWELL,
            variable("CONDA_OVERRIDE_GLIBC", "2.17"),
            variable("CONDA_OVERRIDE_CUDA", "12.4"));
    TagSet set =
        StandardVocabularies.find("conda")
            .orElseThrow()
            .tags(profile, TagOptions.NONE.with("CONDA_OVERRIDE_GLIBC", "2.28"));
    assertEquals(true, set.texts().contains("__glibc=2.28=0"));
  }

  @Test
  void anEmptyArchspecMeansOtherThingsToOtherClients() {
    Profile profile =
        with(HASWELL, variable("CONDA_OVERRIDE_ARCHSPEC", ""), variable("CONDA_OVERRIDE_CUDA", ""));
    assertEquals(
        List.of("__glibc=2.36=0", "__linux=6.1.0=0", "__unix=0=0"), conda(profile, "conda"));
    assertEquals("__archspec=1=0", conda(profile, "mamba").get(0));
    assertEquals("__archspec=1=haswell", conda(profile, "cep30").get(0));
  }

  @Test
  void eessiTakesTheDirectoryThatTheUserStates() {
    Profile profile =
        with(
            HASWELL,
            variable("EESSI_SOFTWARE_SUBDIR_OVERRIDE", "x86_64/amd/zen3"),
            variable("CONDA_OVERRIDE_CUDA", ""));
    TagSet set = StandardVocabularies.find("eessi").orElseThrow().tags(profile, TagOptions.NONE);
    assertEquals("directory=x86_64/amd/zen3", set.tags().get(0).line());
  }

  @Test
  void aProviderOfVariantsTakesThem() {
    Profile profile =
        with(
            HASWELL,
            variable("CONDA_OVERRIDE_GLIBC", ""),
            variable("NV_VARIANT_PROVIDER_FORCE_CUDA_DRIVER_VERSION", "12.4"));
    TagSet set = StandardVocabularies.find("variants").orElseThrow().tags(profile, TagOptions.NONE);
    assertEquals("nvidia :: cuda_version_lower_bound :: 12.4", set.tags().get(0).text());
  }
}
