package io.envprobe.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.CudaFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.json.ProfileJson;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.requirement.MarkerDemand;
import io.envprobe.requirement.Span;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static final String CSV =
      "date,cpu,glibc_version,num_downloads\n"
          + "2026-01-01,x86_64,2.5,100\n"
          + "2026-01-01,x86_64,2.28,300\n"
          + "2026-01-01,aarch64,2.41-1,50\n"
          + "2026-02-01,x86_64,,150\n"
          + "2026-02-01,AMD64,2.39,400\n";

  private static FleetQuestion question(int cover, String... expressions) {
    List<FleetQuestion.Asked> asked = new ArrayList<>();
    for (String expression : expressions) {
      asked.add(
          new FleetQuestion.Asked(
              expression,
              MarkerDemand.condition(CompiledMarker.parse(expression), Span.of(expression))));
    }
    return new FleetQuestion(asked, cover);
  }

  private static final class Read {
    final FleetQuestion question;
    final Fleet fleet;
    final FleetReader reader;

    Read(FleetQuestion question, FleetColumns columns, byte[] bytes) throws IOException {
      this.question = question;
      this.fleet = new Fleet(question.facts(), Profile.EMPTY);
      this.reader = new FleetReader(fleet, columns);
      reader.read("input", new ByteArrayInputStream(bytes));
    }

    FleetReport report() {
      return fleet.report(question);
    }
  }

  private static Read read(FleetQuestion question, String text) throws IOException {
    return new Read(question, FleetColumns.usual(), text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void versionsAreComparedAsVersionsAndAnEmptyFieldIsNotKnown() throws IOException {
    FleetReport report = read(question(0, "glibc_version >= '2.28'"), CSV).report();
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
  void aLossIsCountedUnderTheFewestDemandsThatMakeIt() throws IOException {
    FleetReport.Share share =
        read(question(0, "glibc_version >= '2.30' and cpu_arch == 'x86_64'"), CSV)
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
        read(
                question(
                    0,
                    "(glibc_version >= '2.30' and cpu_arch == 'riscv64') or glibc_version >= '2.42'"),
                CSV)
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
        read(
                question(
                    85,
                    "cpu_arch == 'aarch64'",
                    "cpu_arch == 'x86_64' and glibc_version >= '2.39'",
                    "cpu_arch == 'x86_64'"),
                CSV)
            .report()
            .builds()
            .orElseThrow();
    assertEquals(List.of("cpu_arch == 'x86_64'"), builds.names());
    assertEquals(950, builds.covered());
    assertTrue(builds.exact());
    FleetReport.Builds all =
        read(question(100, "cpu_arch == 'aarch64'", "cpu_arch == 'x86_64'"), CSV)
            .report()
            .builds()
            .orElseThrow();
    assertEquals(2, all.names().size());
    assertEquals(1000, all.covered());
    FleetReport.Builds none =
        read(question(90, "cpu_arch == 'aarch64'"), CSV).report().builds().orElseThrow();
    assertEquals(List.of(), none.names());
  }

  @Test
  void theTrendGoesByDate() throws IOException {
    FleetReport report = read(question(0, "glibc_version >= '2.28'"), CSV).report();
    assertEquals(
        List.of(
            new FleetReport.Point("2026-01-01", 450, List.of(350L), List.of(450L)),
            new FleetReport.Point("2026-02-01", 550, List.of(400L), List.of(400L))),
        report.trend());
  }

  @Test
  void damagedLinesAreCountedAndLocated() throws IOException {
    Read read =
        read(
            question(0, "glibc_version >= '2.28'"),
            "cpu,glibc_version,num_downloads\nx86_64,2.28,10\nx86_64,2.28\nx86_64,2.28,ten\n"
                + "x86_64,\"2.28\",5\r\n\nx86_64,2.28,0\nx86_64,\"2.28,5\n");
    assertEquals(15, read.report().machines());
    assertEquals(3, read.reader.damaged());
    assertEquals("input:3", read.reader.damages().get(0).place());
    assertEquals("2 fields where the header has 3", read.reader.damages().get(0).reason());
    assertEquals("no count: 'ten'", read.reader.damages().get(1).reason());
    assertEquals("input:8", read.reader.damages().get(2).place());
  }

  @Test
  void anUnknownHeaderIsSaidAtOnce() throws IOException {
    Read read = read(question(0, "glibc_version >= '2.28'"), "a,b\n1,2\n");
    assertEquals(
        "no column says anything about what is asked: [a, b]",
        read.reader.damages().get(0).reason());
  }

  @Test
  void theUserSaysWhatColumnsMean() throws IOException {
    FleetColumns columns =
        FleetColumns.usual()
            .with(Map.of("libc", "libc.version", "n", "weight", "fam", "libc.name"));
    Read read =
        new Read(
            question(0, "glibc_version >= '2.28'"),
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
  void profilesAreReadOneALineOrAlone() throws IOException {
    Profile glibc =
        Profile.EMPTY
            .with(Fact.observed(LibraryFacts.LIBC_NAME, "glibc"))
            .with(Fact.observed(LibraryFacts.LIBC_VERSION, "2.36"));
    String pretty = ProfileJson.write(glibc);
    FleetQuestion question = question(0, "glibc_version >= '2.28'");
    assertEquals(1, read(question, pretty).report().shares().get(0).compatible());
    String line = pretty.replaceAll("\\n *", "") + "\n";
    Read read = read(question, line + "{\"schema\":1,\n" + line + "{oops}\n");
    assertEquals(2, read.report().shares().get(0).compatible());
    assertEquals(1, read.report().environments());
    assertEquals(2, read.reader.damaged());
    assertEquals("input:2", read.reader.damages().get(0).place());
  }

  @Test
  void downloadRecordsAreReadAsJson() throws IOException {
    String record =
        "{\"timestamp\":\"2021-01-07 20:54:54+00:00\",\"details\":{\"cpu\":\"x86_64\",\"distro\":"
            + "{\"name\":\"Debian GNU/Linux\",\"libc\":{\"lib\":\"glibc\",\"version\":\"2.24\"}},"
            + "\"python\":\"3.7.9\",\"system\":{\"name\":\"Linux\",\"release\":\"4.15.0\"}}}\n";
    FleetReport report =
        read(
                question(0, "glibc_version < '2.28' and os_id == 'debian' and os_name == 'posix'"),
                record)
            .report();
    assertEquals(1, report.shares().get(0).compatible());
    assertEquals("2021-01-07", report.trend().get(0).date());
  }

  @Test
  void nodesOfKubernetesSayWhatTheirLabelsSayAndNoMore() throws IOException {
    String nodes =
        "{\"apiVersion\":\"v1\",\"items\":["
            + node(
                "amd64",
                "\"feature.node.kubernetes.io/cpu-cpuid.X86_64_V3\":\"true\","
                    + "\"nvidia.com/cuda.runtime.major\":\"12\",\"nvidia.com/cuda.runtime.minor\":\"4\","
                    + "\"nvidia.com/gpu.compute.major\":\"9\",\"nvidia.com/gpu.compute.minor\":\"0\"")
            + ","
            + node("arm64", "\"x\":\"y\"")
            + "],\"kind\":\"List\"}";
    FleetQuestion question =
        question(0, "x86_64_level >= '3'", "cuda_version >= '12.4'", "cpu_arch == 'aarch64'");
    Read read = read(question, nodes);
    List<FleetReport.Share> shares = read.report().shares();
    assertEquals(1, shares.get(0).compatible());
    assertEquals(1, shares.get(0).undetermined());
    assertEquals(1, shares.get(1).compatible());
    assertEquals(1, shares.get(1).undetermined());
    assertEquals(1, shares.get(2).compatible());
    Read broken = read(question, nodes.substring(0, nodes.length() - 40));
    assertEquals(1, broken.report().machines());
    assertEquals(1, broken.reader.damaged());
  }

  private static String node(String arch, String labels) {
    return "{\"metadata\":{\"labels\":{"
        + labels
        + "}},\"status\":{\"nodeInfo\":{\"architecture\":\""
        + arch
        + "\",\"operatingSystem\":\"linux\",\"kernelVersion\":\"5.15.0\"}}}";
  }

  @Test
  void nodesOfSlurmAreCountedByTheirRanges() throws IOException {
    Read read =
        read(
            question(0, "x86_64_level >= '3'", "cuda_compute_capability >= '9.0'"),
            "# slurm.conf\nNodeName=cpu[001-100,200] Feature=x86-64-v3,haswell\n"
                + "NodeName=gpu[1-2]x[0-3],login Arch=x86_64 ActiveFeatures=x86-64-v4,cc90 OS=Linux 5.14.0 #1 SMP\n"
                + "NodeName=bad[9-1] Feature=x86-64-v2\n");
    List<FleetReport.Share> shares = read.report().shares();
    assertEquals(110, shares.get(0).compatible());
    assertEquals(9, shares.get(1).compatible());
    assertEquals(101, shares.get(1).undetermined());
    assertEquals(1, read.reader.damaged());
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
    Read read =
        new Read(question(0, "glibc_version >= '2.28'"), FleetColumns.usual(), bytes.toByteArray());
    FleetReport report = read.report();
    assertEquals(expected, report.shares().get(0).compatible());
    assertEquals(43, report.environments());
    assertEquals(50_000, read.reader.records());
  }

  @Test
  void whatIsDeclaredHoldsForEveryMachine() throws IOException {
    FleetQuestion question = question(0, "cuda_version >= '12' and cpu_arch == 'x86_64'");
    Fleet fleet =
        new Fleet(
            question.facts(), Profile.EMPTY.with(Fact.observed(CudaFacts.CUDA_VERSION, "12.4")));
    fleet.add(Profile.EMPTY.with(Fact.observed(CpuFacts.CPU_ARCH, "x86_64")), "", 3);
    assertEquals(3, fleet.report(question).shares().get(0).compatible());
  }

  @Test
  void anyBytesAreReadWithoutAnException() throws IOException {
    FleetQuestion question = question(0, "glibc_version >= '2.28' and x86_64_level >= '2'");
    Random random = new Random(11);
    List<String> seeds =
        List.of(
            CSV,
            "{\"apiVersion\":\"v1\",\"items\":[" + node("amd64", "\"a\":\"b\"") + "]}",
            "NodeName=a[1-3] Feature=cc90,x86-64-v3\n",
            "{\"details\":{\"cpu\":\"x86_64\",\"distro\":{\"libc\":{\"lib\":\"glibc\"}}}}\n",
            ProfileJson.write(Profile.EMPTY));
    int inputs = Integer.getInteger("envprobe.fuzz", 3000);
    long counted = 0;
    for (int number = 0; number < inputs; number++) {
      byte[] bytes = seeds.get(number % seeds.size()).getBytes(StandardCharsets.UTF_8);
      for (int change = random.nextInt(6); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
      // A damaged stream of gzip is the only thing that is an error of the whole.
      boolean gzip = length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
      if (!gzip) {
        Read read =
            new Read(question, FleetColumns.usual(), java.util.Arrays.copyOf(bytes, length));
        counted += read.report().machines() + read.reader.damaged();
      }
    }
    assertTrue(counted > inputs / 2, "something was read: " + counted);
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
}
