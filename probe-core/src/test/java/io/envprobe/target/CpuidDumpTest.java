package io.envprobe.target;

import static io.envprobe.target.Machines.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Profile;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuidDumpTest {
  private static final String INTEL =
      "0x00000000 0x00: eax=0x00000024 ebx=0x756e6547 ecx=0x6c65746e edx=0x49656e69\n";
  private static final String EXTENDED =
      "0x80000000 0x00: eax=0x80000008 ebx=0x00000000 ecx=0x00000000 edx=0x00000000\n"
          + "0x80000001 0x00: eax=0x00000000 ebx=0x00000000 ecx=0x00000121 edx=0x2c100800\n";

  /** A Sapphire Rapids; the registers of leaf 1 and 7 as its manual gives them. */
  private static String sapphireRapids(String leaf1Ecx) {
    return INTEL
        + "0x00000001 0x00: eax=0x000806f8 ebx=0x00000000 ecx=0x"
        + leaf1Ecx
        + " edx=0xbfebfbff\n"
        + "0x00000007 0x00: eax=0x00000001 ebx=0xf3bfbfff ecx=0xfb417ffe edx=0xffdd4432\n"
        + "0x00000007 0x01: eax=0x00001c30 ebx=0x00000000 ecx=0x00000000 edx=0x00000000\n"
        + "0x0000000d 0x01: eax=0x0000001f ebx=0x00000000 ecx=0x00000000 edx=0x00000000\n"
        + EXTENDED;
  }

  private static Profile examined(String text) {
    return Machines.profile("x86_64", "linux", CpuInput.of(CpuInput.Kind.CPUID, "dump", text));
  }

  private static boolean offers(Profile profile, String feature) {
    return profile.reading(CpuFacts.CPU_FEATURES).asOptional().orElseThrow().contains(feature);
  }

  @Test
  void aSapphireRapidsHasLevelFour() {
    Profile profile = examined("CPU 0:\n" + sapphireRapids("7ffefbff"));
    assertEquals("Sapphire Rapids", value(profile, CpuFacts.CPU_SILICON));
    assertEquals("4", value(profile, CpuFacts.CPU_LEVEL));
    assertEquals(true, offers(profile, "amx_tile"));
    assertEquals("absent", value(profile, CpuFacts.CPU_AVX10));
  }

  @Test
  void withoutTheSystemsConsentNoWideRegisterIsUsable() {
    Profile profile = examined(sapphireRapids("77fefbff"));
    assertEquals("2", value(profile, CpuFacts.CPU_LEVEL));
    assertEquals(false, offers(profile, "avx2"));
    assertEquals(true, offers(profile, "bmi2"));
  }

  @Test
  void eachStateIsEnabledOnItsOwn() {
    Profile avxOnly = examined(sapphireRapids("7ffefbff") + "XCR0 0x7\n");
    assertEquals("3", value(avxOnly, CpuFacts.CPU_LEVEL));
    assertEquals(false, offers(avxOnly, "avx512f"));
    Profile withoutAmx = examined(sapphireRapids("7ffefbff") + "XCR0 0xe7\n");
    assertEquals("4", value(withoutAmx, CpuFacts.CPU_LEVEL));
    assertEquals(false, offers(withoutAmx, "amx_tile"));
    FactRecord first = withoutAmx.reading(CpuFacts.CPU_HIDDEN).asOptional().orElseThrow().get(0);
    assertEquals("amx_bf16", first.text("feature").orElseThrow());
    assertEquals("state", first.text("cause").orElseThrow());
  }

  @Test
  void avx10ComesWithItsVersion() {
    String granite =
        sapphireRapids("7ffefbff")
                .replace("edx=0x00000000\n0x0000000d", "edx=0x00080000\n0x0000000d")
            + "0x00000024 0x00: eax=0x00000000 ebx=0x00070001 ecx=0x00000000 edx=0x00000000\n";
    assertEquals("1", value(examined(granite), CpuFacts.CPU_AVX10));
  }

  @Test
  void aHybridProcessorOffersWhatBothKindsHave() {
    String performance =
        sapphireRapids("7ffefbff") + "0x0000001a 0x00: eax=0x40000001 ebx=0x0 ecx=0x0 edx=0x0\n";
    String efficiency =
        performance
            .replace("ebx=0xf3bfbfff", "ebx=0x239c27eb")
            .replace("eax=0x40000001", "eax=0x20000001");
    Profile profile = examined("CPU 0:\n" + performance + "CPU 1:\n" + efficiency);
    assertEquals("3", value(profile, CpuFacts.CPU_LEVEL));
    List<FactRecord> clusters = profile.reading(CpuFacts.CPU_CLUSTERS).asOptional().orElseThrow();
    assertEquals(
        List.of("performance", "efficiency"),
        clusters.stream().map(one -> one.text("part").orElseThrow()).toList());
  }

  @Test
  void theHypervisorIsNamedByItsLeaf() {
    Profile profile =
        examined(
            sapphireRapids("fffefbff")
                + "0x40000000 0x00: eax=0x40000001 ebx=0x4b4d564b ecx=0x564b4d56 edx=0x0000004d\n");
    assertEquals("KVM", value(profile, CpuFacts.CPU_HYPERVISOR));
  }

  @Test
  void aLeafBeyondTheHighestCountsAsZero() {
    Profile profile =
        examined(sapphireRapids("7ffefbff").replace("eax=0x00000024", "eax=0x00000002"));
    assertEquals("2", value(profile, CpuFacts.CPU_LEVEL));
  }

  @Test
  void decimalLinesAndNestedJsonSayTheSame() {
    String lines = "0, 0, 13, 1970169159, 1818588270, 1231384169\n1, 0, 198313, 0, 0, 529267711\n";
    String json =
        "{\"id\": \"x\", \"leaves\": [\n [\n  0,\n  0,\n  13,\n  1970169159,\n  1818588270,\n"
            + "  1231384169\n ],\n [1, 0, 198313, 0, 0, 529267711]]}";
    assertEquals(examined(lines), examined(json));
    assertEquals("6", value(examined(lines), CpuFacts.CPU_FAMILY));
    assertEquals("58", value(examined(lines), CpuFacts.CPU_MODEL));
  }

  @Test
  void instLatFilesHaveHeadingsAndSubleaves() {
    String text =
        "------[ Logical CPU #0 ]------\n\nAllCPU mask\n"
            + "CPUID 00000000: 0000000D-756E6547-6C65746E-49656E69\n"
            + "CPUID 00000001: 000306A9-00100800-7FBAE3BF-BFEBFBFF\n"
            + "CPUID 0000000D: 00000001-00000000-00000000-00000000 [SL 01]\n"
            + "------[ Logical CPU #1 ]------\n"
            + "CPUID 00000000: 0000000D-756E6547-6C65746E-49656E69\n"
            + "CPUID 00000001: 000306A9-01100800-7FBAE3BF-BFEBFBFF\n";
    Profile profile = examined(text);
    assertEquals("Ivy Bridge", value(profile, CpuFacts.CPU_SILICON));
    FactRecord cluster = profile.reading(CpuFacts.CPU_CLUSTERS).asOptional().orElseThrow().get(0);
    assertEquals(2L, cluster.integer("cpus").orElseThrow());
    assertEquals(false, offers(profile, "xsaveopt"));
  }
}
