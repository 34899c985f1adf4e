package io.envprobe.conformance.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.Profile;
import io.envprobe.fleet.Fleet;
import io.envprobe.fleet.FleetColumns;
import io.envprobe.fleet.FleetQuestion;
import io.envprobe.fleet.FleetReader;
import io.envprobe.fleet.FleetReport;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.requirement.MarkerDemand;
import io.envprobe.requirement.Span;
import io.envprobe.testkit.Conformance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Real download counts: every month, C library and architecture against a naive recount. */
class DownloadSharesTest {
  private static final int[] MINORS = {5, 12, 17, 26, 27, 28, 31, 34, 35, 36, 39, 41};
  private static final List<String> ARCHITECTURES = List.of("x86_64", "aarch64", "i686");
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

  private static List<String> expressions() {
    List<String> expressions = new ArrayList<>();
    for (int minor : MINORS) {
      expressions.add("glibc_version >= '2." + minor + "'");
      for (String arch : ARCHITECTURES) {
        expressions.add("glibc_version >= '2." + minor + "' and cpu_arch == '" + arch + "'");
      }
    }
    return expressions;
  }

  private static FleetReport report(String file) throws IOException {
    List<FleetQuestion.Asked> asked = new ArrayList<>();
    for (String expression : expressions()) {
      asked.add(
          new FleetQuestion.Asked(
              expression,
              MarkerDemand.condition(CompiledMarker.parse(expression), Span.of(expression))));
    }
    FleetQuestion question = new FleetQuestion(asked, 0);
    Fleet fleet = new Fleet(question, Profile.EMPTY);
    FleetReader reader = new FleetReader(fleet, FleetColumns.usual());
    try (InputStream in = Files.newInputStream(path(file))) {
      reader.read(file, in);
    }
    assertEquals(0, reader.intake().damaged(), reader.intake().toString());
    return fleet.report();
  }

  private static Path path(String file) {
    return Conformance.file("fleet/" + file);
  }

  /** Counts by date: all, and for each expression the compatible ones. */
  private static Map<String, long[]> recount(String file, String date) throws IOException {
    Map<String, long[]> counts = new TreeMap<>();
    InputStream raw = Files.newInputStream(path(file));
    InputStream in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<String> names = List.of(lines.readLine().split(",", -1));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(",", -1);
        String day = date.isEmpty() ? fields[names.indexOf("date")] : date;
        long weight = Long.parseLong(fields[names.indexOf("num_downloads")]);
        String cpu = fields[names.indexOf("cpu")];
        Matcher version = VERSION.matcher(fields[names.indexOf("glibc_version")]);
        boolean known = version.matches();
        long[] sums =
            counts.computeIfAbsent(
                day, unused -> new long[1 + MINORS.length * (1 + ARCHITECTURES.size())]);
        sums[0] += weight;
        int at = 1;
        for (int minor : MINORS) {
          boolean enough =
              known
                  && (Integer.parseInt(version.group(1)) > 2
                      || (version.group(1).equals("2")
                          && Integer.parseInt(version.group(2)) >= minor));
          sums[at++] += enough ? weight : 0;
          for (String arch : ARCHITECTURES) {
            sums[at++] += enough && cpu.equals(arch) ? weight : 0;
          }
        }
      }
    }
    return counts;
  }

  @Test
  void everyMonthEqualsANaiveRecount() throws IOException {
    FleetReport report = report("pypi_manylinux_monthly.csv");
    Map<String, long[]> expected = recount("pypi_manylinux_monthly.csv", "");
    List<String> failures = new ArrayList<>();
    assertEquals(expected.size(), report.trend().size());
    for (FleetReport.Point point : report.trend()) {
      long[] sums = expected.getOrDefault(point.date(), new long[1]);
      compare(point.date() + " machines", sums[0], point.machines(), failures);
      for (int number = 0; number < point.compatible().size(); number++) {
        compare(
            point.date() + " " + report.shares().get(number).name(),
            sums[number + 1],
            point.compatible().get(number),
            failures);
      }
    }
    assertTrue(
        failures.isEmpty(),
        failures.size() + ": " + failures.subList(0, Math.min(20, failures.size())));
  }

  @Test
  void oneDayInFullEqualsANaiveRecount() throws IOException {
    String file = "pypi_raw_2026-08-05.csv.gz";
    FleetReport report = report(file);
    long[] sums = recount(file, "day").getOrDefault("day", new long[1]);
    List<String> failures = new ArrayList<>();
    compare("machines", sums[0], report.machines(), failures);
    for (int number = 0; number < report.shares().size(); number++) {
      FleetReport.Share share = report.shares().get(number);
      compare(share.name(), sums[number + 1], share.compatible(), failures);
    }
    assertTrue(failures.isEmpty(), failures.toString());
  }

  private static void compare(String what, long expected, long found, List<String> failures) {
    if (expected != found) {
      failures.add(what + ": " + expected + " counted, " + found + " reported");
    }
  }
}
