package io.envprobe.tag.variant.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import io.envprobe.tag.Machines;
import io.envprobe.tag.TagOptions;
import io.envprobe.tag.variant.NamespaceSupport;
import io.envprobe.tag.variant.VariantsDocument;
import io.envprobe.tag.variant.json.VariantsJson;
import io.envprobe.tag.variant.json.VariantsJsonException;
import io.envprobe.version.SyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PackageSupportTest {
  private static final PackageSupport.Wishes NOTHING =
      new PackageSupport.Wishes(Map.of(), Set.of());

  // A design that archspec knows by its level alone, so that the plugin loses most features.
  private static Profile levelThree() {
    Profile profile = Machines.with(Machines.debian12(), CpuFacts.CPU_VENDOR, "KVMKVMKVM");
    return Machines.with(
        profile,
        CpuFacts.CPU_FEATURES,
        List.of(
            "abm",
            "aes",
            "avx",
            "avx2",
            "bmi1",
            "bmi2",
            "cx16",
            "f16c",
            "fma",
            "lahf_lm",
            "mmx",
            "movbe",
            "pclmulqdq",
            "pni",
            "popcnt",
            "sha_ni",
            "sse",
            "sse2",
            "sse4_1",
            "sse4_2",
            "ssse3",
            "xsave"));
  }

  private static VariantsDocument document(String providers) throws VariantsJsonException {
    String schema = "https://variants-schema.wheelnext.dev/v0.0.3.json";
    return VariantsJson.ofIndex(
            "{\"$schema\":\""
                + schema
                + "\",\"default-priorities\":{\"namespace\":[\"x86_64\"]},\"providers\":{\"x86_64\":"
                + providers
                + "},\"variants\":{\"null\":{},\"sha\":{\"x86_64\":{\"level\":[\"v3\"],\"sha_ni\":[\"on\"]}},"
                + "\"v3\":{\"x86_64\":{\"level\":[\"v3\"]}}}}")
        .document();
  }

  private static final String KNOWN =
      "{\"requires\":[\"provider-variant-x86-64\"],\"plugin-api\":\"provider_variant_x86_64.plugin:X8664Plugin\"}";

  private static PackageSupport support(
      VariantsDocument document, ProviderMode mode, PackageSupport.Wishes wishes) {
    return PackageSupport.of(document, levelThree(), Map.of(), mode, wishes);
  }

  @Test
  void theFindingSaysWhatThePluginsAsReleasedWouldChoose() throws VariantsJsonException {
    VariantsDocument document = document(KNOWN);
    PackageSupport published = support(document, ProviderMode.PUBLISHED, NOTHING);
    PackageSupport accurate = support(document, ProviderMode.ACCURATE, NOTHING);
    assertEquals(List.of("v3", "null"), published.labels());
    assertEquals(List.of("sha", "v3", "null"), accurate.labels());
    Finding finding = PackageSupport.difference(published, accurate).orElseThrow();
    assertEquals(
        "the plugins as released choose the variant v3, and what fits this machine best is the"
            + " variant sha",
        finding.message());
    assertEquals(Optional.empty(), PackageSupport.difference(accurate, accurate));
  }

  @Test
  void aPluginUnderAKnownNamespaceIsNotAnsweredForWhereItsPackageIsAnother()
      throws VariantsJsonException {
    PackageSupport support =
        support(
            document(
                "{\"requires\":[\"evil-provider\"],\"plugin-api\":\"provider_variant_x86_64.plugin:X8664Plugin\"}"),
            ProviderMode.ACCURATE,
            NOTHING);
    assertEquals(List.of("null"), support.labels());
    assertEquals(
        "not used: the plugin provider_variant_x86_64.plugin:X8664Plugin of evil-provider is not run",
        support.sources().get("x86_64"));
  }

  @Test
  void theUsersListCountsBeforeTheReimplementation() throws VariantsJsonException {
    Map<String, NamespaceSupport> lists =
        VariantLists.parse(
            "[[provider]]\nnamespace = \"x86_64\"\n[provider.properties]\nlevel = [\"v2\"]\n");
    PackageSupport support =
        support(document(KNOWN), ProviderMode.ACCURATE, new PackageSupport.Wishes(lists, Set.of()));
    assertEquals(List.of("null"), support.labels());
    assertEquals("the user's list", support.sources().get("x86_64"));
  }

  @Test
  void theListThatIsWrittenHereIsReadHere() {
    Profile profile = levelThree();
    String text = new VariantsVocabulary().lock(profile, TagOptions.NONE);
    Map<String, NamespaceSupport> lists = VariantLists.parse(text);
    ProviderAnswer answer = new X8664Provider().accurate(profile, Map.of());
    NamespaceSupport own = answer.support().orElseThrow();
    assertEquals(
        own.properties(), java.util.Objects.requireNonNull(lists.get("x86_64")).properties());
    assertEquals(Set.of("blas_lapack", "openmp", "x86_64"), lists.keySet());
  }

  @Test
  void aListInBracesAndCommentsIsRead() {
    Map<String, NamespaceSupport> lists =
        VariantLists.parse(
            "# mine\n[metadata]\nversion = \"0.1\"\n[[provider]]\nnamespace = 'nvidia'\n"
                + "properties = { sm_arch = [\"90_real\", '80_real'], # two\n }\n");
    assertEquals(
        List.of("90_real", "80_real"),
        java.util.Objects.requireNonNull(lists.get("nvidia")).features().get(0).values());
  }

  @Test
  void aListWithoutItsQuoteIsAnErrorWithItsPlace() {
    SyntaxException error =
        assertThrows(
            SyntaxException.class,
            () -> VariantLists.parse("[[provider]]\nnamespace = \"x86_64\n"));
    assertEquals("a text in quotes expected", error.reason());
    assertEquals(25, error.offset());
  }
}
