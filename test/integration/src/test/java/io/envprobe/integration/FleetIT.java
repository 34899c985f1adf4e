package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

/** The command fleet. */
final class FleetIT {
  private static final String CSV =
      "cpu,glibc_version,num_downloads\nx86_64,2.17,100\nx86_64,2.31,800\nx86_64,,100\n";

  @Test
  void sharesAreOfAllAndOfThoseKnown() {
    Jar.Result result = Jar.runWith(CSV, "fleet", "--requires", "glibc_version >= \"2.28\"", "-");
    assertEquals(0, result.exit(), result.toString());
    assertEquals(
        "1000 machines, 3 kinds of them, from 3 records\n\n"
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
}
