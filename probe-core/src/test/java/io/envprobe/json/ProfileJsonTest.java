package io.envprobe.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.FactType;
import io.envprobe.fact.Finding;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.PythonFacts;
import io.envprobe.fact.Reading;
import io.envprobe.fact.Severity;
import io.envprobe.fact.UnknownCause;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ProfileJsonTest {
  static Profile profile() {
    return new Profile(
        List.of(
            Fact.observed(OsFacts.OS_ID, "debian", Evidence.file("/etc/os-release", "ID=debian")),
            Fact.absent(OsFacts.OS_ID_LIKE, Evidence.file("/etc/os-release", "")),
            Fact.unknown(
                CpuFacts.CPU_VENDOR, UnknownCause.DENIED, "no permission to read /proc/cpuinfo"),
            Fact.derived(CpuFacts.CPU_LEVEL, 3L),
            Fact.observed(CpuFacts.CPU_FEATURES, List.of("sse2", "avx", "sse2")),
            Fact.observed(PythonFacts.PYTHON_FREE_THREADED, false),
            Fact.observed(
                LibraryFacts.LIBC_ALL,
                List.of(
                    FactRecord.builder()
                        .put("name", "glibc")
                        .put("shim", false)
                        .put("bits", 64L)
                        .put("paths", List.of("/a", "/b"))
                        .build())),
            Fact.observed(FactKey.foreign("vendor.new", FactType.TEXT), "kept")),
        List.of(
            new Finding(
                "rule.id",
                Severity.WARNING,
                "message \"quoted\"",
                "subject",
                List.of(Evidence.file("/x", "y")),
                "do this")),
        Map.of("future", "{\"a\":[1,true,null,\"x\"]}"));
  }

  @Test
  void aProfileComesBackWithoutLoss() throws ProfileFormatException {
    Profile back = ProfileJson.read(ProfileJson.write(profile()));
    assertEquals(profile(), back);
    assertEquals(ProfileJson.write(profile()), ProfileJson.write(back));
  }

  @Test
  void keysStandInOrderAndSetsAreSorted() {
    String text = ProfileJson.write(profile());
    assertTrue(text.indexOf("cpu.features") < text.indexOf("os.id"), text);
    assertTrue(text.indexOf("\"avx\"") < text.indexOf("\"sse2\""), text);
  }

  @Test
  void unknownMembersAndUnknownFactsAreKept() throws ProfileFormatException {
    Profile back = ProfileJson.read(ProfileJson.write(profile()));
    assertEquals(Map.of("future", "{\"a\":[1,true,null,\"x\"]}"), back.extensions());
    assertEquals(
        Reading.present("kept"), back.reading(FactKey.foreign("vendor.new", FactType.TEXT)));
  }

  private static String refusal(String text) {
    return String.valueOf(
        assertThrows(ProfileFormatException.class, () -> ProfileJson.read(text)).getMessage());
  }

  @Test
  void whatIsNoProfileIsRefusedWithThePlace() {
    assertEquals("not a profile: End of input at line 1 column 1 path $", refusal(""));
    assertEquals("not a profile: it has no member \"schema\" at path $", refusal("{}"));
    assertEquals(
        "not a profile: schema 9 is not one that this version reads (1 to 1) at path $.schema",
        refusal("{\"schema\":9}"));
    assertEquals(
        "not a profile: fact os.id: a value of type text expected, got long at path $.facts.os.id",
        refusal("{\"schema\":1,\"facts\":{\"os.id\":{\"state\":\"present\",\"value\":1}}}"));
    assertEquals(
        "not a profile: fact os.id is present but has no value at path $.facts.os.id",
        refusal("{\"schema\":1,\"facts\":{\"os.id\":{\"state\":\"present\"}}}"));
  }

  @Test
  void deepNestingIsRefusedAndNotFollowed() {
    String deep = "{\"schema\":1,\"future\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertTrue(refusal(deep).startsWith("not a profile: Nesting limit 32 reached"), refusal(deep));
  }

  @Test
  void damagedTextsNeverDoAnythingButBeRefused() {
    String whole = ProfileJson.write(profile());
    long seed = 42;
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder(whole);
      for (int edits = 0; edits <= random.nextInt(4); edits++) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.setCharAt(at, "{}[]\",:0x\0".charAt(random.nextInt(10)));
          default -> text.setLength(at + 1);
        }
      }
      try {
        ProfileJson.read(text.toString());
      } catch (ProfileFormatException e) {
        refused++;
      }
    }
    assertTrue(refused > 1000, "seed " + seed + ": only " + refused + " refused");
  }
}
