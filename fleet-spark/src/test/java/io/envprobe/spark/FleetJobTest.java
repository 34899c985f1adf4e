package io.envprobe.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.json.ProfileJson;
import io.envprobe.requirement.RequirementException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job on two cores beside the local engine: the same bytes. */
class FleetJobTest {
  private static final String GLIBC = "glibc_version >= '2.28'";
  private static final String LEVEL = "x86_64_level >= '3' and glibc_version >= '2.31'";

  private static SparkSession session;

  @TempDir static Path directory;

  @BeforeAll
  static void start() {
    session = LocalSpark.start();
  }

  @AfterAll
  static void stop() {
    session.stop();
  }

  private static Path profiles(String name, int count, int seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int number = 0; number < count; number++) {
      Profile profile =
          Profile.EMPTY
              .with(Fact.observed(LibraryFacts.LIBC_NAME, "glibc"))
              .with(Fact.observed(LibraryFacts.LIBC_VERSION, "2." + random.nextInt(43)));
      if (random.nextInt(3) > 0) {
        profile = profile.with(Fact.observed(CpuFacts.CPU_LEVEL, 1L + random.nextInt(4)));
      }
      text.append(ProfileJson.write(profile).replaceAll("\n *", "")).append('\n');
      if (random.nextInt(50) == 0) {
        text.append("{\"schema\":1,\n");
      }
    }
    return Files.writeString(directory.resolve(name), text);
  }

  private static Path records(String name, int count) throws IOException {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder();
    for (int number = 0; number < count; number++) {
      String libc =
          random.nextInt(4) == 0
              ? "null"
              : "{\"lib\":\"glibc\",\"version\":\"2." + random.nextInt(43) + "\"}";
      text.append("{\"timestamp\":\"2026-0").append(1 + random.nextInt(6));
      text.append("-01 00:00:00+00:00\",\"num_downloads\":").append(1 + random.nextInt(99));
      text.append(",\"details\":{\"cpu\":\"x86_64\",\"distro\":{\"libc\":").append(libc);
      text.append("}}}\n");
    }
    return Files.writeString(directory.resolve(name), text);
  }

  private static void assertSame(List<String> requirements, List<Path> files, String... inputs)
      throws IOException, RequirementException {
    for (boolean csv : new boolean[] {false, true}) {
      List<String> words = new ArrayList<>();
      for (String requirement : requirements) {
        words.addAll(List.of("--requires", requirement));
      }
      words.addAll(List.of("--cover", "80", "--format", csv ? "csv" : "json"));
      words.addAll(List.of(inputs));
      assertEquals(
          LocalSpark.local(csv, 80, requirements, files),
          FleetJob.report(session, words.toArray(String[]::new)));
    }
  }

  @Test
  void profilesOfADirectoryWithDamagedLines() throws IOException, RequirementException {
    Path first = profiles("a.jsonl", 400, 1);
    Path second = profiles("b.jsonl", 300, 2);
    assertSame(List.of(GLIBC, LEVEL), List.of(first, second), first.toString(), second.toString());
    assertTrue(
        FleetJob.report(session, "--requires", GLIBC, first.toString()).contains("a.jsonl:"),
        "damage is located");
  }

  @Test
  void recordsWithWeightsAndDatesFromGzip() throws IOException, RequirementException {
    Path file = directory.resolve("downloads.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("day,cpu,glibc_version,downloads\n".getBytes(StandardCharsets.UTF_8));
      Random random = new Random(5);
      for (int row = 0; row < 5000; row++) {
        String line = "2026-01-1" + row % 9 + ",x86_64,2." + random.nextInt(43) + "," + row + "\n";
        out.write((row % 1000 == 7 ? "broken\n" : line).getBytes(StandardCharsets.UTF_8));
      }
    }
    assertSame(List.of(GLIBC), List.of(file), file.toString());
  }

  @Test
  void parquetSaysWhatItsRecordsSay() throws IOException, RequirementException {
    Path records = records("records.jsonl", 3000);
    Path table = directory.resolve("table.parquet");
    session.read().json(records.toString()).repartition(4).write().parquet(table.toString());
    assertSame(List.of(GLIBC, LEVEL), List.of(records), table.toString());
  }

  @Test
  void strictEndsTheJob() throws IOException {
    Path file = Files.writeString(directory.resolve("bad.csv"), "glibc_version,n\n2.5\n");
    SparkException failure =
        assertThrows(
            SparkException.class,
            () -> FleetJob.report(session, "--requires", GLIBC, "--strict", file.toString()));
    assertTrue(String.valueOf(failure.getMessage()).contains("1 fields where the header has 2"));
  }

  @Test
  void whatIsAmissIsSaidBeforeAnythingRuns() {
    assertThrows(
        RequirementException.class,
        () -> FleetJob.report(session, "--requires", "glibc_version >=", "x.csv"));
    assertThrows(
        IllegalArgumentException.class, () -> FleetJob.report(session, "--requires", GLIBC));
  }
}
