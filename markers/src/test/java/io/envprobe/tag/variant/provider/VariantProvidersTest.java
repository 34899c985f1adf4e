package io.envprobe.tag.variant.provider;

import static io.envprobe.tag.Machines.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.Finding;
import io.envprobe.fact.GpuFacts;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.tag.Machines;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.TagSet;
import io.envprobe.tag.variant.FeatureSupport;
import io.envprobe.tag.variant.NamespaceSupport;
import io.envprobe.tag.variant.ProviderUse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VariantProvidersTest {
  private static final Map<String, String> NO_OVERRIDE = Map.of();

  private static Profile gpus(String... capabilities) {
    Profile profile = with(Machines.debian12(), CudaFacts.CUDA_VERSION, "12.4");
    return with(profile, CudaFacts.CUDA_COMPUTE_CAPABILITIES, List.of(capabilities));
  }

  private static List<String> values(ProviderAnswer answer, String feature) {
    for (FeatureSupport support : answer.features()) {
      if (support.name().equals(feature)) {
        return support.values();
      }
    }
    return List.of();
  }

  @Test
  void aWheelMustRunOnEveryDeviceWhereThePluginLooksAtTheBestOnly() {
    Profile mixed = gpus("9.0", "7.5");
    NvidiaProvider provider = new NvidiaProvider();
    assertEquals(
        List.of("90_real", "90_virtual"),
        values(provider.published(mixed, NO_OVERRIDE), "sm_arch"));
    List<String> accurate = values(provider.accurate(mixed, NO_OVERRIDE), "sm_arch");
    assertTrue(accurate.contains("75_virtual") && accurate.contains("50_virtual"));
    assertFalse(accurate.contains("90_real") || accurate.contains("75_real"));
    assertFalse(accurate.contains("80_virtual"));
  }

  @Test
  void intermediateCodeOfAnOlderGenerationIsTranslated() {
    List<String> hopper =
        values(new NvidiaProvider().accurate(gpus("9.0"), NO_OVERRIDE), "sm_arch");
    assertEquals(List.of("90_real", "90_virtual", "89_virtual"), hopper.subList(0, 3));
    assertFalse(hopper.contains("89_real"));
  }

  @Test
  void machineCodeOfADesktopDeviceDoesNotRunOnASystemOnAChip() {
    List<String> orin = values(new NvidiaProvider().accurate(gpus("8.7"), NO_OVERRIDE), "sm_arch");
    assertEquals(List.of("87_real", "87_virtual"), orin.subList(0, 2));
    List<String> ada = values(new NvidiaProvider().accurate(gpus("8.9"), NO_OVERRIDE), "sm_arch");
    assertEquals(List.of("89_real", "88_real", "86_real"), ada.subList(0, 3));
  }

  @Test
  void aDriverWithoutDevicesBreaksThePluginAndLeavesTheBoundsInTheAccurateMode() {
    NvidiaFacts none = new NvidiaFacts(true, OptionalInt.of(12040), List.of());
    assertEquals(
        Optional.of("IndexError"), new NvidiaProvider().published(none, NO_OVERRIDE).error());
    ProviderAnswer accurate = new NvidiaProvider().accurate(gpus(), NO_OVERRIDE);
    assertEquals(2, accurate.features().size());
    assertEquals("12.4", values(accurate, "cuda_version_lower_bound").get(0));
    assertFalse(values(accurate, "cuda_version_upper_bound").contains("12.4"));
  }

  @Test
  void theLowestLevelIsOfferedWhereThePluginOffersNothing() {
    Profile profile = with(Machines.linux("x86_64", "glibc", "2.36"), CpuFacts.CPU_LEVEL, 1L);
    profile = with(profile, CpuFacts.CPU_VENDOR, "GenuineIntel");
    profile = with(profile, CpuFacts.CPU_FEATURES, List.of("mmx", "pni", "sse", "sse2"));
    X8664Provider provider = new X8664Provider();
    assertEquals(List.of(), provider.published(profile, NO_OVERRIDE).features());
    ProviderAnswer accurate = provider.accurate(profile, NO_OVERRIDE);
    assertEquals(List.of("v1"), values(accurate, "level"));
    assertEquals(List.of("on"), values(accurate, "sse3"));
    Finding finding = VariantProviders.differences(profile, NO_OVERRIDE).get(0);
    assertEquals("x86_64", finding.subject());
    assertTrue(finding.message().startsWith("provider-variant-x86-64 does not report level v1"));
  }

  @Test
  void armv9HasEverythingOfFiveVersionsLaterOfArmv8() {
    Profile profile = Machines.linux("aarch64", "glibc", "2.36");
    profile = with(profile, CpuFacts.CPU_AARCH64_LEVEL, "9.0");
    profile = with(profile, CpuFacts.CPU_FEATURES, List.of("asimd", "atomics", "sve2"));
    ProviderAnswer answer = new AArch64Provider().accurate(profile, NO_OVERRIDE);
    assertEquals(
        List.of("9.0a", "8.5a", "8.4a", "8.3a", "8.2a", "8.1a", "8a"), values(answer, "version"));
    assertEquals(List.of("on"), values(answer, "atomics"));
  }

  @Test
  void anUnknownDeviceOfAmdHidesNoKnownOne() {
    Profile profile =
        with(
            Machines.debian12(),
            GpuFacts.AMDGPU_TARGETS,
            List.of("gfx1036", "gfx1100", "gfx90a:sramecc+:xnack-"));
    profile = with(profile, GpuFacts.ROCM_VERSION, "7.0.2");
    AmdProvider provider = new AmdProvider();
    assertEquals(List.of(), values(provider.published(profile, NO_OVERRIDE), "gfx_arch"));
    ProviderAnswer accurate = provider.accurate(profile, NO_OVERRIDE);
    assertEquals(List.of("gfx1036", "gfx1100", "gfx90a"), values(accurate, "gfx_arch"));
    assertEquals(List.of("7.0"), values(accurate, "rocm_version"));
  }

  @Test
  void librariesAreOfferedWhereTheyAreMade() {
    FixedProvider blas = FixedProvider.blasLapack();
    assertEquals(
        List.of("accelerate", "openblas"),
        values(blas.accurate(Machines.macbook(), NO_OVERRIDE), "provider"));
    assertEquals(
        List.of("openblas", "mkl"),
        values(blas.accurate(Machines.debian12(), NO_OVERRIDE), "provider"));
    Profile withMkl =
        Machines.debian12()
            .with(
                new Fact<>(
                    LibraryFacts.BLAS_PROVIDERS,
                    Reading.present(List.of("mkl", "netlib")),
                    Origin.OBSERVED,
                    List.of()));
    assertEquals(
        List.of("mkl", "openblas"), values(blas.accurate(withMkl, NO_OVERRIDE), "provider"));
    assertEquals("accelerate", values(blas.published(), "provider").get(0));
  }

  @Test
  void anUnknownFactIsAnUnknownPropertyWithItsCause() {
    Profile profile =
        Machines.debian12()
            .with(Fact.unknown(CudaFacts.CUDA_VERSION, UnknownCause.DENIED, "no permission"));
    TagSet tags = new VariantsVocabulary().tags(profile, TagOptions.NONE);
    assertEquals("nvidia :: *", tags.unknown().get(0).pattern());
    assertEquals(UnknownCause.DENIED, tags.unknown().get(0).cause());
  }

  @Test
  void theVocabularySaysEveryPropertyAndHasTwoModes() {
    VariantsVocabulary vocabulary = new VariantsVocabulary();
    assertTrue(
        vocabulary
            .tags(gpus("9.0"), TagOptions.NONE)
            .texts()
            .containsAll(
                List.of(
                    "nvidia :: sm_arch :: 90_real",
                    "x86_64 :: level :: v3",
                    "blas_lapack :: provider :: mkl")));
    assertThrows(
        IllegalArgumentException.class,
        () -> vocabulary.tags(Profile.EMPTY, TagOptions.NONE.with("mode", "sloppy")));
  }

  @Test
  void theLockFileNamesPackagePluginAndValues() {
    String lock = new VariantsVocabulary().lock(Machines.macbook(), TagOptions.NONE);
    assertTrue(lock.startsWith("[metadata]\ncreated-by = \"envprobe\"\nversion = \"0.1\"\n"));
    assertTrue(
        lock.contains(
            """
            [[provider]]
            resolved = ["blas-lapack-variant-provider"]
            plugin-api = "blas_lapack_variant_provider"
            namespace = "blas_lapack"

            [provider.properties]
            provider = ["accelerate", "openblas"]
            """));
  }

  @Test
  void anotherPackageMayNotAnswerForAKnownPlugin() {
    ProviderUse.Plugin genuine =
        new ProviderUse.Plugin(
            List.of("nvidia-variant-provider"),
            "nvidia_variant_provider.plugin:NvidiaVariantPlugin");
    ProviderUse.Plugin other =
        new ProviderUse.Plugin(
            List.of("nvidia-variants"), "nvidia_variant_provider.plugin:NvidiaVariantPlugin");
    assertTrue(VariantProviders.find(genuine).isPresent());
    assertTrue(VariantProviders.find(other).isEmpty());
    List<NamespaceSupport> support =
        VariantProviders.support(
            Map.of("nvidia", genuine, "evil", genuine, "amd", other),
            gpus("9.0"),
            NO_OVERRIDE,
            ProviderMode.PUBLISHED);
    assertEquals(List.of("nvidia"), support.stream().map(NamespaceSupport::namespace).toList());
  }

  @Test
  void textsOfToolsThatAreDamagedGiveAnAnswer() {
    Random random = new Random(850);
    String rocminfo = "ROCk module version 6.12.12 is loaded\n  Name: gfx90a:sramecc+\n";
    String npu = "| npu-smi 25.0.rc1 Version: 25.0.rc1 |\n| 0     910B3  | OK |\n";
    int answered = 0;
    for (int i = Integer.getInteger("envprobe.fuzz", 2000); i > 0; i--) {
      String amd = damaged(rocminfo, random);
      String version = damaged("7.0.2-38\n", random);
      answered +=
          new AmdProvider()
              .published(
                  new AmdFacts(
                      true,
                      Optional.of(amd),
                      Optional.of(amd),
                      Map.of("/opt/rocm/.info/version", version, AmdFacts.DRIVER_VERSION, version)),
                  NO_OVERRIDE)
              .features()
              .size();
      String text = damaged(npu, random);
      answered +=
          new AscendProvider()
              .published(
                  new AscendFacts("x86_64", Optional.of(text), Map.of()),
                  Map.of(AscendProvider.FORCE_CANN, "8.2"))
              .features()
              .size();
      new NvidiaProvider()
          .published(
              NvidiaFacts.NONE,
              Map.of(NvidiaProvider.FORCE_CUDA, version.strip(), NvidiaProvider.FORCE_SM, version));
    }
    assertTrue(answered > 0);
  }

  private static String damaged(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int change = random.nextInt(4); change > 0; change--) {
      damaged.setCharAt(random.nextInt(damaged.length()), ".-0 9|\nx".charAt(random.nextInt(8)));
    }
    return damaged.toString();
  }
}
