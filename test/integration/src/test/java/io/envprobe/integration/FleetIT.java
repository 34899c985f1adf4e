package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command fleet. */
final class FleetIT {
  private static final String CSV =
      "cpu,glibc_version,num_downloads\nx86_64,2.17,100\nx86_64,2.31,800\nx86_64,,100\n";

  @Test
  void sharesAreOfAllAndOfThoseKnown() {
    Jar.Result result = Jar.runWith(CSV, "fleet", "--requires", "glibc_version >= \"2.28\"", "-");
    assertEquals(0, result.exit(), result.toString());
    assertEquals(
        "1000 machines, 3 kinds of them, from 3 records\n"
            + "read as\n"
            + "  glibc_version  libc.version, libc.name = glibc\n"
            + "  num_downloads  weight\n\n"
            + "glibc_version >= \"2.28\"\n"
            + "  compatible       80.0 % of all  88.9 % of those known  800\n"
            + "  incompatible     10.0 % of all  11.1 % of those known  100\n"
            + "  undetermined     10.0 % of all                         100\n"
            + "  lost to\n"
            + "    10.0 %  glibc_version >= \"2.28\"  libc.version 2.17: 10.0 %\n"
            + "  not known for want of\n"
            + "    10.0 %  libc.name and libc.version\n",
        result.output());
  }

  @Test
  void jsonHasTheCountsAndTheDamagedLines() {
    Jar.Result result =
        Jar.runWith(
            CSV + "x86_64,2.28\n",
            "fleet",
            "--json",
            "--requires",
            "glibc_version >= \"2.28\"",
            "-");
    JsonObject json = JsonParser.parseString(result.output()).getAsJsonObject();
    JsonObject share =
        json.getAsJsonObject("fleet").getAsJsonArray("requirements").get(0).getAsJsonObject();
    assertEquals(800, share.get("compatible").getAsLong());
    assertEquals("88.9", share.get("percent_of_known").getAsString());
    assertEquals(1, json.getAsJsonObject("damaged").get("count").getAsLong());
    Jar.Result strict =
        Jar.runWith(
            CSV + "x86_64,2.28\n",
            "fleet",
            "--strict",
            "--requires",
            "glibc_version >= \"2.28\"",
            "-");
    assertEquals(2, strict.exit(), strict.toString());
    assertTrue(strict.error().contains("-:5: 2 fields where the header has 3"), strict.toString());
  }

  @Test
  void aDirectoryOfProfilesIsAFleet() {
    Jar.Result result =
        Jar.run("fleet", "--json", "--requires", "libc_name == \"musl\"", "test/hosts");
    JsonObject fleet =
        JsonParser.parseString(result.output()).getAsJsonObject().getAsJsonObject("fleet");
    assertEquals(12, fleet.get("machines").getAsLong(), result.toString());
    assertEquals(
        2,
        fleet
            .getAsJsonArray("requirements")
            .get(0)
            .getAsJsonObject()
            .get("compatible")
            .getAsLong());
    assertEquals(2, Jar.run("fleet", "test/hosts").exit());
    assertTrue(Jar.run("fleet", "--help").output().contains("--requires"));
  }

  @Test
  void aLogOfAnIndexIsAFleet() {
    String event =
        "download|Fri, 20 Jul 2018 02:19:19 GMT|JP|/packages/a/b-1.tar.gz|TLSv1.2|AES|b|1|sdist|";
    Jar.Result result =
        Jar.runWith(
            event
                + "pip/24.0 {\"cpu\":\"x86_64\"}\n"
                + event
                + "mamba/2.0\n"
                + event
                + "Go-http-client/1.1\n"
                + "download|cut\n",
            "fleet",
            "--format",
            "csv",
            "--requires",
            "cpu_arch == \"x86_64\"",
            "-");
    assertEquals(
        "requirement,date,machines,compatible,incompatible,undetermined,percent_of_all,percent_of_known\n"
            + "\"cpu_arch == \"\"x86_64\"\"\",,2,1,0,1,50.0,100.0\n"
            + "\"cpu_arch == \"\"x86_64\"\"\",2018-07-20,2,1,0,1,50.0,100.0\n",
        result.output());
    assertTrue(result.error().contains("damaged: -:4: no event"), result.toString());
  }

  @Test
  void theChartIsAPageThatNeedsNothingElse(@TempDir Path directory) throws IOException {
    Path page = directory.resolve("chart.html");
    Jar.Result result =
        Jar.runWith(
            CSV,
            "fleet",
            "--requires",
            "glibc_version >= \"2.28\"",
            "--chart",
            page.toString(),
            "-");
    assertEquals(0, result.exit(), result.toString());
    String html = Files.readString(page);
    assertTrue(html.contains("\"compatible\":[80.0]"), "the numbers");
    assertTrue(html.contains("Chart.js v"), "the library");
  }

  @Test
  void aDamagedFileDoesNotEndTheRest(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("a.zip"), "no recording");
    Files.write(directory.resolve("b.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
    Files.writeString(directory.resolve("c.csv"), CSV);
    Jar.Result result =
        Jar.run("fleet", "--json", "--requires", "glibc_version >= \"2.28\"", directory.toString());
    JsonObject json = JsonParser.parseString(result.output()).getAsJsonObject();
    assertEquals(0, result.exit(), result.toString());
    assertEquals(1000, json.getAsJsonObject("fleet").get("machines").getAsLong());
    assertEquals(2, json.getAsJsonObject("damaged").get("count").getAsLong(), result.toString());
  }
}
