package io.envprobe.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.Profile;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a fleet answers. */
class FleetReportTest {
  @Test
  void aLossIsCountedUnderTheFewestDemandsThatMakeIt() throws IOException {
    FleetReport.Share share =
        FleetFixture.read(
                FleetFixture.question(0, "glibc_version >= '2.30' and cpu_arch == 'x86_64'"),
                FleetFixture.CSV)
            .report()
            .shares()
            .get(0);
    assertEquals(400, share.compatible());
    assertEquals(450, share.incompatible());
    assertEquals(List.of("glibc_version >= \"2.30\""), share.losses().get(0).cause());
    assertEquals(400, share.losses().get(0).weight());
    assertEquals(List.of("cpu_arch == \"x86_64\""), share.losses().get(1).cause());
    assertEquals(50, share.losses().get(1).weight());
    assertEquals(400, share.relaxations().get(0).weight());
  }

  @Test
  void ofAlternativesTheCheaperOneIsTheCause() throws IOException {
    FleetReport.Share share =
        FleetFixture.read(
                FleetFixture.question(
                    0,
                    "(glibc_version >= '2.30' and cpu_arch == 'riscv64') or glibc_version >="
                        + " '2.42'"),
                FleetFixture.CSV)
            .report()
            .shares()
            .get(0);
    assertEquals(0, share.compatible());
    for (FleetReport.Loss loss : share.losses()) {
      assertEquals(1, loss.cause().size(), loss.toString());
    }
  }

  @Test
  void theSmallestSetOfBuildsIsExact() throws IOException {
    FleetReport.Builds builds =
        FleetFixture.read(
                FleetFixture.question(
                    85,
                    "cpu_arch == 'aarch64'",
                    "cpu_arch == 'x86_64' and glibc_version >= '2.39'",
                    "cpu_arch == 'x86_64'"),
                FleetFixture.CSV)
            .report()
            .builds()
            .orElseThrow();
    assertEquals(List.of("cpu_arch == 'x86_64'"), builds.names());
    assertEquals(950, builds.covered());
    assertTrue(builds.exact());
    FleetReport.Builds all =
        FleetFixture.read(
                FleetFixture.question(100, "cpu_arch == 'aarch64'", "cpu_arch == 'x86_64'"),
                FleetFixture.CSV)
            .report()
            .builds()
            .orElseThrow();
    assertEquals(2, all.names().size());
    assertEquals(1000, all.covered());
    FleetReport.Builds none =
        FleetFixture.read(FleetFixture.question(90, "cpu_arch == 'aarch64'"), FleetFixture.CSV)
            .report()
            .builds()
            .orElseThrow();
    assertEquals(List.of(), none.names());
  }

  @Test
  void theTrendGoesByDate() throws IOException {
    FleetReport report =
        FleetFixture.read(FleetFixture.question(0, "glibc_version >= '2.28'"), FleetFixture.CSV)
            .report();
    assertEquals(
        List.of(
            new FleetReport.Point("2026-01-01", 450, List.of(350L), List.of(450L)),
            new FleetReport.Point("2026-02-01", 550, List.of(400L), List.of(400L))),
        report.trend());
  }

  @Test
  void whatIsDeclaredHoldsForEveryMachine() throws IOException {
    FleetQuestion question =
        FleetFixture.question(0, "cuda_version >= '12' and cpu_arch == 'x86_64'");
    Fleet fleet =
        new Fleet(question, Profile.EMPTY.with(Fact.observed(CudaFacts.CUDA_VERSION, "12.4")));
    fleet.add(Profile.EMPTY.with(Fact.observed(CpuFacts.CPU_ARCH, "x86_64")), "", 3);
    assertEquals(3, fleet.report().shares().get(0).compatible());
  }

  @Test
  void percentagesAreRoundedToTheNearestTenth() {
    assertEquals("33.3", FleetReport.percent(1, 3));
    assertEquals("66.7", FleetReport.percent(2, 3));
    assertEquals("0.1", FleetReport.percent(5, 10_000));
    assertEquals("0.0", FleetReport.percent(4, 10_000));
    assertEquals("100.0", FleetReport.percent(Long.MAX_VALUE, Long.MAX_VALUE));
    assertEquals("–", FleetReport.percent(0, 0));
  }

  @Test
  void moreKindsThanAreKeptGiveTheSameAnswer() throws IOException {
    StringBuilder text = new StringBuilder("kernel,date,n\n");
    long enough = 0;
    for (int number = 0; number < 60_000; number++) {
      int minor = number % 20_000;
      enough += minor >= 12_345 ? number % 7 : 0;
      text.append("6.").append(minor).append(",2026-01-0").append(1 + number % 3);
      text.append(',').append(number % 7).append('\n');
    }
    FleetReport report =
        FleetFixture.read(
                FleetFixture.question(0, "kernel_version >= '6.12345'"),
                text.toString().replace(",n\n", ",weight\n"))
            .report();
    assertEquals(enough, report.shares().get(0).compatible());
    assertEquals(20_000, report.environments());
    assertEquals(
        List.of("more than 4096 different values"),
        report.shares().get(0).losses().get(0).values().stream()
            .map(FleetReport.Value::text)
            .toList());
    assertEquals(
        enough, report.trend().stream().mapToLong(point -> point.compatible().get(0)).sum());
  }

  @Test
  void partsAddUpToTheWholeInAnyOrder() throws IOException {
    FleetQuestion question =
        FleetFixture.question(
            90, "glibc_version >= '2.30' and cpu_arch == 'x86_64'", "glibc_version >= '2.5'");
    String head = "date,cpu,glibc_version,num_downloads\n";
    FleetCounts sum = new FleetCounts(question);
    for (int line : List.of(5, 1, 4, 2, 3)) {
      sum.add(
          FleetFixture.read(question, head + FleetFixture.CSV.split("\n", -1)[line] + "\n")
              .counts());
    }
    assertEquals(FleetFixture.read(question, FleetFixture.CSV).report(), sum.report(question));
  }
}
