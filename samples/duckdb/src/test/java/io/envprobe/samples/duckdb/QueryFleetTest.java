package io.envprobe.samples.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.Profile;
import io.envprobe.fleet.Fleet;
import io.envprobe.fleet.FleetColumns;
import io.envprobe.fleet.FleetQuestion;
import io.envprobe.fleet.FleetReader;
import io.envprobe.fleet.FleetReport;
import io.envprobe.host.LiveInputs;
import io.envprobe.json.ProfileJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answers of DuckDB beside those of the command's engine. */
class QueryFleetTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  @TempDir static Path directory;

  private static Path lines;

  @BeforeAll
  static void writeTheRecordedHostsAndOneOfWhichNothingIsKnown() throws IOException {
    List<String> profiles = new ArrayList<>();
    try (Stream<Path> hosts = Files.list(ROOT.resolve("test/hosts"))) {
      for (Path host : hosts.sorted().toList()) {
        profiles.add(onOneLine(Files.readString(host.resolve("profile.json"))));
      }
    }
    assertTrue(profiles.size() > 10, profiles.size() + " hosts");
    profiles.add(onOneLine(ProfileJson.write(Profile.EMPTY)));
    profiles.add("{\"schema\": damaged}");
    lines = Files.write(directory.resolve("fleet.jsonl"), profiles);
  }

  private static String onOneLine(String json) {
    return json.replace('\n', ' ').strip();
  }

  private static String output(String... statements) throws SQLException {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      QueryFleet.main(statements);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** What the command's engine answers, in the form of the query: no row without a machine. */
  private static String local(String requirement) throws Exception {
    FleetQuestion question =
        FleetQuestion.read(List.of(requirement), new LiveInputs(InputStream.nullInputStream()), 0);
    Fleet fleet = new Fleet(question, Profile.EMPTY);
    FleetReader reader = new FleetReader(fleet, FleetColumns.usual());
    try (InputStream stream = Files.newInputStream(lines)) {
      reader.read("fleet", stream);
    }
    FleetReport.Share share = fleet.report().shares().get(0);
    return row("compatible", share.compatible())
        + row("incompatible", share.incompatible())
        + row("undetermined", share.undetermined())
        + row("null", reader.intake().damaged());
  }

  private static String row(String verdict, long machines) {
    return machines == 0 ? "" : verdict + "  " + machines + "\n";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String profiles() {
    return "(select json as profile from read_json_objects("
        + quoted(lines.toString())
        + ", format='newline_delimited', ignore_errors=true))";
  }

  private static String byVerdict(String requirement, String from) {
    return "select envprobe_check(profile, "
        + quoted(requirement)
        + ") as verdict, count(*) from "
        + from
        + " group by verdict order by verdict nulls last";
  }

  @Test
  void verdictsAreThoseOfTheCommand() throws Exception {
    List<String> requirements =
        List.of(
            "glibc_version >= \"2.28\"",
            "cpu_arch == \"x86_64\" and x86_64_level >= \"3\"",
            "cuda_version >= \"12.4\" or os_name == \"windows\"",
            "\"avx2\" in cpu_features",
            "demo-1.0-py3-none-manylinux_2_28_x86_64.whl");
    for (String requirement : requirements) {
      assertEquals(local(requirement), output(byVerdict(requirement, profiles())), requirement);
    }
    assertEquals(
        "compatible  6\nincompatible  6\nundetermined  1\nnull  1\n", local(requirements.get(0)));
  }

  @Test
  void aFileOfParquetGivesTheSame() throws Exception {
    String file = quoted(directory.resolve("fleet.parquet").toString());
    String requirement = "glibc_version >= \"2.28\"";
    assertEquals(
        local(requirement),
        output("copy " + profiles() + " to " + file, byVerdict(requirement, file)));
  }

  @Test
  void nullIsTheThirdValue() throws Exception {
    assertEquals(
        "false  6\nnull  2\ntrue  6\n",
        output(
            "select verdict, count(*) from (select coalesce(envprobe_eval(profile,"
                + " 'glibc_version >= \"2.28\"')::varchar, 'null') as verdict from "
                + profiles()
                + ") group by verdict order by verdict"));
    assertEquals(
        "null  null\n",
        output("select envprobe_eval(null, 'cpu_arch == \"x86_64\"'), envprobe_check('{}', null)"));
  }

  @Test
  void whatIsNoExpressionEndsTheQueryWithItsPlace() {
    SQLException failure =
        assertThrows(
            SQLException.class,
            () -> output("select envprobe_eval(profile, 'glibz > \"1\"') from " + profiles()));
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.contains(":1:1: unknown name glibz"), message);
  }

  @Test
  void theQueryOfThePageAnswersAsThePageSays() throws Exception {
    String page = Files.readString(ROOT.resolve("docs/fleet.md"));
    String fence = page.split("```sql\n", -1)[1].split("```", -1)[0];
    int answer = fence.indexOf("-- ");
    assertEquals(
        fence.substring(answer).replace("-- ", ""),
        output("set file_search_path = " + quoted(ROOT.toString()), fence.substring(0, answer)));
  }
}
