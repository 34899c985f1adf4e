package io.envprobe.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.envprobe.fact.Fact;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.json.ProfileJson;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Profiles and records in JSON. */
class JsonInputTest {
  @Test
  void profilesAreReadOneALineOrAlone() throws IOException {
    Profile glibc =
        Profile.EMPTY
            .with(Fact.observed(LibraryFacts.LIBC_NAME, "glibc"))
            .with(Fact.observed(LibraryFacts.LIBC_VERSION, "2.36"));
    String pretty = ProfileJson.write(glibc);
    FleetQuestion question = FleetFixture.question(0, "glibc_version >= '2.28'");
    assertEquals(1, FleetFixture.read(question, pretty).report().shares().get(0).compatible());
    String line = pretty.replaceAll("\\n *", "") + "\n";
    FleetFixture read = FleetFixture.read(question, line + "{\"schema\":1,\n" + line + "{oops}\n");
    assertEquals(2, read.report().shares().get(0).compatible());
    assertEquals(1, read.report().environments());
    assertEquals(2, read.intake().damaged());
    assertEquals("input:2", read.intake().damages().get(0).place());
  }

  @Test
  void downloadRecordsAreReadAsJson() throws IOException {
    String record =
        "{\"timestamp\":\"2021-01-07 20:54:54+00:00\",\"details\":{\"cpu\":\"x86_64\",\"distro\":"
            + "{\"name\":\"Debian GNU/Linux\",\"libc\":{\"lib\":\"glibc\",\"version\":\"2.24\"}},"
            + "\"python\":\"3.7.9\",\"system\":{\"name\":\"Linux\",\"release\":\"4.15.0\"}}}\n";
    FleetReport report =
        FleetFixture.read(
                FleetFixture.question(
                    0, "glibc_version < '2.28' and os_id == 'debian' and os_name == 'posix'"),
                record)
            .report();
    assertEquals(1, report.shares().get(0).compatible());
    assertEquals("2021-01-07", report.trend().get(0).date());
  }

  @Test
  void aSystemWithoutSuchALibraryIsLostAndNotUnknown() throws IOException {
    FleetFixture read =
        FleetFixture.read(
            FleetFixture.question(0, "glibc_version >= '2.28'", "x86_64_level >= '2'"),
            "{\"details\":{\"cpu\":\"arm64\",\"system\":{\"name\":\"Darwin\"}}}\n"
                + "{\"details\":{\"cpu\":\"AMD64\",\"system\":{\"name\":\"Linux\"}}}\n");
    assertEquals(List.of(0L, 1L, 1L), read.share(0));
    assertEquals(List.of(0L, 1L, 1L), read.share(1));
  }

  @Test
  void whatIsNotAskedIsPassedOverWhereverItStands() throws IOException {
    FleetQuestion question = FleetFixture.question(0, "glibc_version >= '2.28'");
    String name = "\"libc.name\":{\"state\":\"present\",\"value\":\"glibc\"}";
    String version = "\"libc.version\":{\"state\":\"present\",\"value\":\"2.31\"}";
    String other = "\"x.y\":{\"state\":\"present\",\"value\":[\"}\\\"]\",{\"a\":1}],\"n\":1e3}";
    FleetFixture read =
        FleetFixture.read(
            question,
            "{\"schema\":1,\"facts\":{"
                + other
                + ","
                + name
                + ","
                + version
                + "},\"findings\":[{}]}\n"
                + "{ \"facts\" : { "
                + version
                + " , "
                + name
                + " } , \"schema\" : 1 }\n"
                + "{\"schema\":1,\"facts\":{"
                + name
                + ","
                + version
                + ","
                + other
                + "}}\n"
                + "{\"schema\":1,\"facts\":{}}\n"
                + "{\"schema\":1,\"facts\":{"
                + name
                + ","
                + version
                + "}\n"
                + "{\"schema\":1,\"facts\":{"
                + name
                + ","
                + version
                + "}}}\n"
                + "{\"facts\":{"
                + name
                + ","
                + version
                + "}}\n"
                + "{\"schema\":99,\"facts\":{"
                + name
                + "}}\n");
    assertEquals(List.of(3L, 0L, 1L), read.share(0));
    assertEquals(
        List.of("input:5", "input:6", "input:7", "input:8"),
        read.intake().damages().stream().map(FleetIntake.Damage::place).toList());
  }
}
