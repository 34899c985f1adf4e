package io.envprobe.fleet;

import io.envprobe.fleet.internal.ReportJson;

/** The answer of a fleet as text for programs; the same answer gives the same bytes. */
public final class FleetDocument {
  /** The version of the JSON form. */
  public static final int SCHEMA = 1;

  private FleetDocument() {}

  /** One JSON object, and a line break. */
  public static String json(FleetReport report, FleetIntake intake) {
    return ReportJson.write(SCHEMA, report, intake);
  }

  /** One line a requirement; with dates, one a requirement and date. */
  public static String csv(FleetReport report) {
    StringBuilder text =
        new StringBuilder(
            "requirement,date,machines,compatible,incompatible,undetermined,percent_of_all,percent_of_known\n");
    for (int number = 0; number < report.shares().size(); number++) {
      FleetReport.Share share = report.shares().get(number);
      line(text, share.name(), "", share.machines(), share.compatible(), share.known());
      for (FleetReport.Point point : report.trend()) {
        line(
            text,
            share.name(),
            point.date(),
            point.machines(),
            point.compatible().get(number),
            point.known().get(number));
      }
    }
    return text.toString();
  }

  private static void line(
      StringBuilder text, String name, String date, long machines, long compatible, long known) {
    text.append(quoted(name)).append(',').append(quoted(date)).append(',').append(machines);
    text.append(',').append(compatible).append(',').append(known - compatible);
    text.append(',').append(machines - known);
    text.append(',').append(FleetReport.percent(compatible, machines));
    text.append(',').append(FleetReport.percent(compatible, known)).append('\n');
  }

  private static String quoted(String text) {
    boolean plain = true;
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      plain &= character != ',' && character != '"' && character != '\n' && character != '\r';
    }
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
