package io.envprobe.fleet.internal;

import com.google.gson.stream.JsonWriter;
import io.envprobe.fleet.FleetIntake;
import io.envprobe.fleet.FleetReport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The answer of a fleet as one JSON object. */
public final class ReportJson {
  private ReportJson() {}

  /**
   * The object on one line.
   *
   * @param schema the version of this form
   */
  public static String write(int schema, FleetReport report, FleetIntake intake) {
    StringWriter text = new StringWriter();
    JsonWriter out = new JsonWriter(text);
    out.setHtmlSafe(false);
    try {
      out.beginObject();
      out.name("schema").value(schema);
      out.name("fleet").beginObject();
      out.name("machines").value(report.machines());
      out.name("environments").value(report.environments());
      out.name("records").value(intake.records());
      out.name("ignored").value(intake.ignored());
      out.name("columns").beginObject();
      for (Map.Entry<String, String> column : intake.columns().entrySet()) {
        out.name(column.getKey()).value(column.getValue());
      }
      out.endObject();
      out.name("requirements").beginArray();
      for (FleetReport.Share share : report.shares()) {
        write(out, share);
      }
      out.endArray();
      if (report.builds().isPresent()) {
        out.name("builds");
        write(out, report.builds().get(), report.machines());
      }
      out.name("trend").beginArray();
      for (FleetReport.Point point : report.trend()) {
        write(out, point);
      }
      out.endArray().endObject();
      write(out, intake);
      out.endObject();
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // A StringWriter does not fail.
    }
    return text.append('\n').toString();
  }

  private static void write(JsonWriter out, FleetIntake intake) throws IOException {
    out.name("damaged").beginObject();
    out.name("count").value(intake.damaged());
    out.name("first").beginArray();
    for (FleetIntake.Damage damage : intake.damages()) {
      out.beginObject().name("place").value(damage.place());
      out.name("reason").value(damage.reason()).endObject();
    }
    out.endArray().endObject();
  }

  private static void write(JsonWriter out, FleetReport.Builds builds, long machines)
      throws IOException {
    out.beginObject();
    out.name("cover").value(builds.cover());
    out.name("names").beginArray();
    for (String name : builds.names()) {
      out.value(name);
    }
    out.endArray();
    out.name("covered").value(builds.covered());
    out.name("percent").value(FleetReport.percent(builds.covered(), machines));
    out.name("exact").value(builds.exact());
    out.endObject();
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
