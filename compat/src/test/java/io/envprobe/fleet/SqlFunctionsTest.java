package io.envprobe.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.host.LiveInputs;
import io.envprobe.json.ProfileJson;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What databases are answered. */
class SqlFunctionsTest {
  private static final String NEW_ENOUGH = "glibc_version >= \"2.28\"";

  private final SqlFunctions functions =
      new SqlFunctions(new LiveInputs(InputStream.nullInputStream()));

  private static String glibc(String version) {
    return ProfileJson.write(
        Profile.EMPTY
            .with(Fact.observed(LibraryFacts.LIBC_NAME, "glibc"))
            .with(Fact.observed(LibraryFacts.LIBC_VERSION, version)));
  }

  @Test
  void anExpressionIsTrueFalseOrNull() {
    assertEquals(true, functions.eval(glibc("2.41"), NEW_ENOUGH));
    assertEquals(false, functions.eval(glibc("2.5"), NEW_ENOUGH));
    assertNull(functions.eval(ProfileJson.write(Profile.EMPTY), NEW_ENOUGH));
  }

  @Test
  void aRequirementIsCheckedInWords() {
    assertEquals("compatible", functions.check(glibc("2.41"), NEW_ENOUGH));
    assertEquals("incompatible", functions.check(glibc("2.5"), NEW_ENOUGH));
    assertEquals("undetermined", functions.check(ProfileJson.write(Profile.EMPTY), NEW_ENOUGH));
  }

  @Test
  void ofNullAndOfWhatIsNoProfileNothingIsKnown() {
    for (String none : List.of("{damaged", "{}", "[]", "")) {
      assertNull(functions.eval(none, NEW_ENOUGH), none);
      assertNull(functions.check(none, NEW_ENOUGH), none);
    }
    assertNull(functions.eval(null, NEW_ENOUGH));
    assertNull(functions.check(null, NEW_ENOUGH));
    assertNull(functions.eval(glibc("2.41"), null));
    assertNull(functions.check(glibc("2.41"), null));
  }

  @Test
  void damageCountsWhereItDecides() {
    String damaged =
        "{\"schema\":1,\"facts\":{\"cpu.arch\":{\"state\":\"present\",\"value\":\"x86_64\"},"
            + "\"libc.version\":{\"state\":5}}}";
    assertEquals("compatible", functions.check(damaged, "cpu_arch == \"x86_64\""));
    assertNull(functions.check(damaged, NEW_ENOUGH));
    assertEquals("compatible", functions.check(damaged, "cpu_arch == \"x86_64\""));
  }

  @Test
  void whatAFactProvesAbsentIsKnownAsInAFleet() {
    String arm = ProfileJson.write(Profile.EMPTY.with(Fact.observed(CpuFacts.CPU_ARCH, "aarch64")));
    assertEquals(
        "incompatible", functions.check(arm, "cpu_arch == \"aarch64\" and x86_64_level >= \"2\""));
  }

  @Test
  void whatIsNoExpressionIsRefusedWithItsPlace() {
    String wrong = "cpu_arch == \"arm64\" and glibz == \"1\"";
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> functions.eval(glibc("2.41"), wrong))
                .getMessage());
    assertTrue(message.startsWith(wrong + ":1:25: unknown name glibz\n"), message);
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> functions.check(glibc("2.41"), wrong))
            .getMessage());
  }
}
