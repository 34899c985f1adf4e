package io.envprobe.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.envprobe.fact.Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Records with commas or tabs. */
class DelimitedInputTest {
  private static final FleetQuestion GLIBC = FleetFixture.question(0, "glibc_version >= '2.28'");

  @Test
  void versionsAreComparedAsVersionsAndAnEmptyFieldIsNotKnown() throws IOException {
    FleetReport report = FleetFixture.read(GLIBC, FleetFixture.CSV).report();
    FleetReport.Share share = report.shares().get(0);
    assertEquals(1000, report.machines());
    assertEquals(750, share.compatible());
    assertEquals(100, share.incompatible());
    assertEquals(150, share.undetermined());
    assertEquals("75.0", FleetReport.percent(share.compatible(), share.machines()));
    assertEquals("88.2", FleetReport.percent(share.compatible(), share.known()));
    assertEquals(List.of("libc.name", "libc.version"), share.missing().get(0).cause());
    assertEquals(
        List.of(new FleetReport.Value("libc.version 2.5", 100)), share.losses().get(0).values());
  }

  @Test
  void damagedLinesAreCountedAndLocated() throws IOException {
    FleetFixture read =
        FleetFixture.read(
            GLIBC,
            "cpu,glibc_version,num_downloads\nx86_64,2.28,10\nx86_64,2.28\nx86_64,2.28,ten\n"
                + "x86_64,\"2.28\",5\r\n\nx86_64,2.28,0\nx86_64,\"2.28,5\n");
    assertEquals(15, read.report().machines());
    assertEquals(3, read.intake().damaged());
    assertEquals("input:3", read.intake().damages().get(0).place());
    assertEquals("2 fields where the header has 3", read.intake().damages().get(0).reason());
    assertEquals("no count: 'ten'", read.intake().damages().get(1).reason());
    assertEquals("input:8", read.intake().damages().get(2).place());
  }

  @Test
  void anUnknownHeaderIsSaidAtOnce() throws IOException {
    FleetFixture read = FleetFixture.read(GLIBC, "a,b\n1,2\n");
    assertEquals(
        "no column says anything about what is asked: [a, b]",
        read.intake().damages().get(0).reason());
  }

  @Test
  void theUserSaysWhatColumnsMean() throws IOException {
    FleetColumns columns =
        FleetColumns.usual()
            .with(Map.of("libc", "libc.version", "n", "weight", "fam", "libc.name"));
    FleetFixture read =
        FleetFixture.of(
            GLIBC,
            columns,
            "fam\tlibc\tn\nglibc\t2.31\t7\nmusl\t1.2\t3\n".getBytes(StandardCharsets.UTF_8));
    FleetReport.Share share = read.report().shares().get(0);
    assertEquals(7, share.compatible());
    assertEquals(3, share.incompatible());
    assertThrows(
        IllegalArgumentException.class,
        () -> FleetColumns.usual().with(Map.of("x", "no.such.fact")));
  }

  @Test
  void gzipIsUnpackedAndRowsThatSayTheSameAreOneKind() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long expected = 0;
    Random random = new Random(7);
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write("project,cpu,glibc_version,num_downloads\n".getBytes(StandardCharsets.UTF_8));
      for (int row = 0; row < 50_000; row++) {
        int minor = random.nextInt(43);
        int weight = 1 + random.nextInt(1000);
        expected += minor >= 28 ? weight : 0;
        String line = "p" + row + ",x86_64,2." + minor + "," + weight + "\n";
        out.write(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    FleetFixture read = FleetFixture.of(GLIBC, FleetColumns.usual(), bytes.toByteArray());
    FleetReport report = read.report();
    assertEquals(expected, report.shares().get(0).compatible());
    assertEquals(43, report.environments());
    assertEquals(50_000, read.intake().records());
  }

  @Test
  void aVersionThatIsNoneIsNotKnown() throws IOException {
    FleetFixture read =
        FleetFixture.read(GLIBC, "glibc_version,n\n2.43-1,1\n2.20-2014,1\n2.5,1\nunknown,1\n");
    assertEquals(List.of(1L, 2L, 1L), read.share(0));
  }

  @Test
  void whatColumnsWereTakenForIsStated() throws IOException {
    FleetFixture read =
        FleetFixture.read(
            GLIBC,
            "date,cpu,glibc_version,num_downloads,project\n2026-01-01,x86_64,2.28,3,numpy\n");
    assertEquals(
        Map.of(
            "date", "date",
            "glibc_version", "libc.version, libc.name = glibc",
            "num_downloads", "weight"),
        read.intake().columns());
  }

  @Test
  void strictReadingEndsAtTheFirstDamage() {
    Fleet fleet = new Fleet(GLIBC, Profile.EMPTY);
    FleetReader reader = new FleetReader(fleet, FleetColumns.usual(), true);
    byte[] bytes = "glibc_version,n\n2.5,1\n2.5\n".getBytes(StandardCharsets.UTF_8);
    DamagedInputException damage =
        assertThrows(
            DamagedInputException.class,
            () -> reader.read("input", new ByteArrayInputStream(bytes)));
    assertEquals("input:3: 1 fields where the header has 2", damage.getMessage());
  }

  @Test
  void aColumnOfHeadersTellsWhatTheProgramsSaid() throws IOException {
    FleetFixture read =
        FleetFixture.read(
            FleetFixture.question(0, "glibc_version >= '2.28'", "cpu_arch == 'x86_64'"),
            "user_agent,downloads\n"
                + "\"pip/24.0"
                + " {\"\"cpu\"\":\"\"x86_64\"\",\"\"distro\"\":{\"\"libc\"\":{\"\"lib\"\":\"\"glibc\"\",\"\"version\"\":\"\"2.39\"\"}}}\",7\n"
                + "curl/8.5.0,2\n");
    assertEquals(List.of(7L, 0L, 2L), read.share(0));
    assertEquals(List.of(7L, 0L, 2L), read.share(1));
    assertEquals("client", read.intake().columns().get("user_agent"));
  }
}
