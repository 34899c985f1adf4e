package io.envprobe.cli.output;

import com.google.gson.stream.JsonWriter;
import io.envprobe.fleet.FleetReader;
import io.envprobe.fleet.FleetReport;
import java.io.IOException;
import java.util.List;

/** The answer of a fleet, for people, as JSON and as CSV. */
public final class FleetView {
  private static final int SHOWN = 10;

  private FleetView() {}

  /** For a person. */
  public static void text(
      Output output, FleetReport report, FleetReader reader, boolean withTrend) {
    StringBuilder text = new StringBuilder();
    text.append(report.machines()).append(" machines, ");
    text.append(report.environments()).append(" kinds of them, from ");
    text.append(reader.records()).append(" records\n");
    for (FleetReport.Share share : report.shares()) {
      share(text, output.style(), share);
    }
    report.builds().ifPresent(builds -> builds(text, builds, report.machines()));
    if (withTrend) {
      trend(text, report);
    }
    output.text(text);
  }

  private static void share(StringBuilder text, Style style, FleetReport.Share share) {
    long all = share.machines();
    text.append('\n').append(style.strong(share.name())).append('\n');
    Columns columns = new Columns();
    row(columns, "compatible", share.compatible(), all, share.known());
    row(columns, "incompatible", share.incompatible(), all, share.known());
    row(columns, "undetermined", share.undetermined(), all, 0);
    text.append(columns.text());
    losses(text, "lost to", share.losses(), all);
    losses(text, "not known for want of", share.missing(), all);
    if (share.losses().size() > 1 || share.relaxations().size() > 1) {
      losses(text, "won back without", share.relaxations(), all);
    }
  }

  private static void row(Columns columns, String what, long part, long all, long known) {
    columns
        .row()
        .cell("  " + what)
        .cell(right(FleetReport.percent(part, all) + " % of all"))
        .cell(known == 0 ? "" : right(FleetReport.percent(part, known) + " % of those known"))
        .cell(Long.toString(part));
  }

  private static String right(String text) {
    return " ".repeat(Math.max(0, 16 - text.length())) + text;
  }

  private static void losses(
      StringBuilder text, String title, List<FleetReport.Loss> losses, long all) {
    if (losses.isEmpty()) {
      return;
    }
    text.append("  ").append(title).append('\n');
    Columns columns = new Columns();
    for (FleetReport.Loss loss : losses.subList(0, Math.min(SHOWN, losses.size()))) {
      StringBuilder values = new StringBuilder();
      for (FleetReport.Value value : loss.values()) {
        values.append(values.length() == 0 ? "" : ", ").append(value.text()).append(": ");
        values.append(FleetReport.percent(value.weight(), all)).append(" %");
      }
      columns
          .row()
          .cell("    " + FleetReport.percent(loss.weight(), all) + " %")
          .cell(String.join(" and ", loss.cause()))
          .cell(values.toString());
    }
    text.append(columns.text());
    if (losses.size() > SHOWN) {
      text.append("    … ").append(losses.size() - SHOWN).append(" more\n");
    }
  }

  private static void builds(StringBuilder text, FleetReport.Builds builds, long machines) {
    text.append("\nsmallest set for ").append(builds.cover()).append(" %: ");
    if (builds.names().isEmpty() && builds.covered() == 0 && builds.cover() > 0) {
      text.append("all of them together do not suffice\n");
      return;
    }
    text.append(String.join(", ", builds.names())).append(" (");
    text.append(FleetReport.percent(builds.covered(), machines)).append(" %, ");
    text.append(builds.exact() ? "no smaller set suffices" : "found greedily").append(")\n");
  }

  private static void trend(StringBuilder text, FleetReport report) {
    text.append("\ntrend, % of all\n");
    Columns columns = new Columns();
    Columns head = columns.row().cell("  date").cell("machines");
    for (FleetReport.Share share : report.shares()) {
      head.cell(share.name());
    }
    for (FleetReport.Point point : report.trend()) {
      Columns row = columns.row().cell("  " + point.date()).cell(Long.toString(point.machines()));
      for (long compatible : point.compatible()) {
        row.cell(FleetReport.percent(compatible, point.machines()));
      }
    }
    text.append(columns.text());
  }

  /** The lines that could not be read, on standard error. */
  public static void damages(Output output, FleetReader reader) {
    for (FleetReader.Damage damage : reader.damages()) {
      output.say("damaged: " + damage.place() + ": " + damage.reason());
    }
    long more = reader.damaged() - reader.damages().size();
    if (more > 0) {
      output.say("damaged: " + more + " more lines");
    }
  }

  /** One line a requirement; with dates, one a requirement and date. */
  public static void csv(Output output, FleetReport report) {
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
    output.text(text);
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

  /** The members {@code fleet} and {@code damaged} of a JSON object. */
  public static void json(Output output, FleetReport report, FleetReader reader) {
    output.json(
        out -> {
          out.name("fleet").beginObject();
          out.name("machines").value(report.machines());
          out.name("environments").value(report.environments());
          out.name("records").value(reader.records());
          out.name("requirements").beginArray();
          for (FleetReport.Share share : report.shares()) {
            write(out, share);
          }
          out.endArray();
          if (report.builds().isPresent()) {
            FleetReport.Builds builds = report.builds().get();
            out.name("builds").beginObject();
            out.name("cover").value(builds.cover());
            out.name("names").beginArray();
            for (String name : builds.names()) {
              out.value(name);
            }
            out.endArray();
            out.name("covered").value(builds.covered());
            out.name("percent").value(FleetReport.percent(builds.covered(), report.machines()));
            out.name("exact").value(builds.exact());
            out.endObject();
          }
          out.name("trend").beginArray();
          for (FleetReport.Point point : report.trend()) {
            write(out, point);
          }
          out.endArray().endObject();
          out.name("damaged").beginObject();
          out.name("count").value(reader.damaged());
          out.name("first").beginArray();
          for (FleetReader.Damage damage : reader.damages()) {
            out.beginObject().name("place").value(damage.place());
            out.name("reason").value(damage.reason()).endObject();
          }
          out.endArray().endObject();
        });
  }

  private static void write(JsonWriter out, FleetReport.Share share) throws IOException {
    out.beginObject();
    out.name("name").value(share.name());
    out.name("compatible").value(share.compatible());
    out.name("incompatible").value(share.incompatible());
    out.name("undetermined").value(share.undetermined());
    out.name("percent_of_all").value(FleetReport.percent(share.compatible(), share.machines()));
    out.name("percent_of_known").value(FleetReport.percent(share.compatible(), share.known()));
    losses(out, "losses", share.losses());
    losses(out, "missing", share.missing());
    losses(out, "relaxations", share.relaxations());
    out.endObject();
  }

  private static void losses(JsonWriter out, String name, List<FleetReport.Loss> losses)
      throws IOException {
    out.name(name).beginArray();
    for (FleetReport.Loss loss : losses) {
      out.beginObject().name("cause").beginArray();
      for (String cause : loss.cause()) {
        out.value(cause);
      }
      out.endArray().name("weight").value(loss.weight());
      out.name("values").beginArray();
      for (FleetReport.Value value : loss.values()) {
        out.beginObject().name("value").value(value.text());
        out.name("weight").value(value.weight()).endObject();
      }
      out.endArray().endObject();
    }
    out.endArray();
  }

  private static void write(JsonWriter out, FleetReport.Point point) throws IOException {
    out.beginObject();
    out.name("date").value(point.date());
    out.name("machines").value(point.machines());
    out.name("compatible").beginArray();
    for (long compatible : point.compatible()) {
      out.value(compatible);
    }
    out.endArray().name("known").beginArray();
    for (long known : point.known()) {
      out.value(known);
    }
    out.endArray().endObject();
  }
}
