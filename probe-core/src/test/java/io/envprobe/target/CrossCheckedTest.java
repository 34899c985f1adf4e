package io.envprobe.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CrossCheckedTest {
  private static final Evidence FILE = Evidence.file("/proc/cpuinfo", "");

  private static Profile profile(Fact<?>... facts) {
    return new Profile(List.of(facts), List.of(), Map.of());
  }

  private static Reading<FactRecord> says(String field, String value) {
    return Reading.present(FactRecord.builder().put(field, value).build());
  }

  @Test
  void tellsOfAnotherNameForTheSilicon() {
    Profile zen4 = profile(Fact.observed(CpuFacts.CPU_SILICON, "Zen 4", FILE));
    CrossChecked checked = CrossChecked.of(zen4, "OSHI", says("microarchitecture", "Zen 3"));
    assertEquals(
        "cpu.silicon is Zen 4, OSHI says Zen 3", checked.profile().findings().get(0).message());
    assertEquals("Zen 4", checked.profile().reading(CpuFacts.CPU_SILICON).asOptional().orElse(""));
  }

  @Test
  void holdsNamesThatDifferInBlanksAndCaseForOne() {
    Profile lake = profile(Fact.observed(CpuFacts.CPU_SILICON, "Ice Lake", FILE));
    Reading<FactRecord> answer = says("microarchitecture", "icelake");
    assertEquals(List.of(), CrossChecked.of(lake, "OSHI", answer).profile().findings());
  }

  @Test
  void takesOverWhatNothingElseTells() {
    CrossChecked checked = CrossChecked.of(Profile.EMPTY, "OSHI", says("model", "17"));
    Fact<Long> model = checked.profile().fact(CpuFacts.CPU_MODEL);
    assertEquals(17L, model.reading().asOptional().orElse(0L));
    assertEquals("OSHI", model.evidence().get(0).locator());
  }

  @Test
  void neverTakesOverANumberThatIsNone() {
    for (String model : List.of("0x11", "", "99999999999999999999", "-1")) {
      Profile after = CrossChecked.of(Profile.EMPTY, "OSHI", says("model", model)).profile();
      assertTrue(after.reading(CpuFacts.CPU_MODEL).isUnknown(), model);
    }
  }

  @Test
  void leavesTheProfileAloneWhereTheOtherDoesNotAnswer() {
    Profile before = profile(Fact.observed(CpuFacts.CPU_VENDOR, "AuthenticAMD", FILE));
    Reading<FactRecord> none = Reading.unknown(UnknownCause.UNSUPPORTED, "not there");
    assertSame(before, CrossChecked.of(before, "OSHI", none).profile());
  }
}
