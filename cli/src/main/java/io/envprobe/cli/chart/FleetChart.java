package io.envprobe.cli.chart;

import com.google.gson.stream.JsonWriter;
import io.envprobe.fleet.FleetReport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The answer of a fleet as one page that needs nothing else, no network either: bars for the shares
 * and lines for the trend, and the numbers as a table for who has no scripts. The same answer gives
 * the same bytes.
 */
public final class FleetChart {
  private static final String STYLE =
      "body{font:16px/1.4 system-ui,sans-serif;margin:2em auto;max-width:70em;padding:0 1em}"
          + "figure{margin:1em 0 2em}figcaption{font-weight:bold}"
          + "table{border-collapse:collapse}td,th{padding:.2em .8em;text-align:right}"
          + "td:first-child,th:first-child{text-align:left}tr+tr{border-top:1px solid #ccc}";

  /** Colours that can be told apart without seeing red from green. */
  private static final String COLOURS =
      "[\"#0072b2\",\"#d55e00\",\"#999999\",\"#009e73\",\"#cc79a7\",\"#e69f00\",\"#56b4e9\",\"#000000\"]";

  /** Draws what the data says; the names are those of the data. */
  private static final String DRAW =
      "const colours="
          + COLOURS
          + ";Chart.defaults.animation=false;"
          + "const percent={min:0,max:100,title:{display:true,text:'% of all'}};"
          + "new Chart('shares',{type:'bar',data:{labels:fleet.names,datasets:"
          + "['compatible','incompatible','undetermined'].map((name,i)=>"
          + "({label:name,data:fleet[name],backgroundColor:colours[i]}))},"
          + "options:{indexAxis:'y',maintainAspectRatio:false,"
          + "scales:{x:{...percent,stacked:true},y:{stacked:true}}}});"
          + "if(fleet.dates.length)new Chart('trend',{type:'line',data:{labels:fleet.dates,"
          + "datasets:fleet.names.map((name,i)=>({label:name,data:fleet.trend[i],"
          + "borderColor:colours[i%colours.length],pointRadius:2}))},"
          + "options:{maintainAspectRatio:false,scales:{y:percent}}});";

  private FleetChart() {}

  /** The page. */
  public static String html(FleetReport report) {
    int height = 120 + 40 * report.shares().size();
    StringBuilder page = new StringBuilder();
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.append("<title>Fleet of ").append(report.machines()).append(" machines</title>\n");
    page.append("<style>").append(STYLE).append("</style>\n</head>\n<body>\n");
    page.append("<h1>").append(report.machines()).append(" machines</h1>\n");
    figure(page, "shares", "What runs here, % of all", height);
    table(page, report);
    if (!report.trend().isEmpty()) {
      figure(page, "trend", "By date, % of all", 400);
    }
    page.append("<script>\n").append(ChartLibrary.script()).append("\n</script>\n");
    page.append("<script>\nconst fleet=").append(data(report)).append(";\n");
    page.append(DRAW).append("\n</script>\n</body>\n</html>\n");
    return page.toString();
  }

  private static void figure(StringBuilder page, String id, String caption, int height) {
    page.append("<figure>\n<figcaption>").append(caption).append("</figcaption>\n");
    page.append("<div style=\"height:").append(height).append("px\"><canvas id=\"").append(id);
    page.append("\" role=\"img\" aria-label=\"").append(caption).append("\"></canvas></div>\n");
    page.append("</figure>\n");
  }

  private static void table(StringBuilder page, FleetReport report) {
    page.append("<table>\n<tr><th>requirement<th>compatible<th>incompatible<th>undetermined");
    page.append("<th>% of all<th>% of those known</tr>\n");
    for (FleetReport.Share share : report.shares()) {
      page.append("<tr><td>").append(escaped(share.name()));
      page.append("<td>").append(share.compatible()).append("<td>").append(share.incompatible());
      page.append("<td>").append(share.undetermined());
      page.append("<td>").append(FleetReport.percent(share.compatible(), share.machines()));
      page.append("<td>").append(FleetReport.percent(share.compatible(), share.known()));
      page.append("</tr>\n");
    }
    page.append("</table>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The numbers, as an object that is safe inside a script. */
  private static String data(FleetReport report) {
    StringWriter text = new StringWriter();
    JsonWriter out = new JsonWriter(text);
    out.setHtmlSafe(true);
    try {
      out.beginObject();
      out.name("names").beginArray();
      for (FleetReport.Share share : report.shares()) {
        out.value(share.name());
      }
      out.endArray();
      shares(out, "compatible", report.shares(), FleetReport.Share::compatible);
      shares(out, "incompatible", report.shares(), FleetReport.Share::incompatible);
      shares(out, "undetermined", report.shares(), FleetReport.Share::undetermined);
      out.name("dates").beginArray();
      for (FleetReport.Point point : report.trend()) {
        out.value(point.date());
      }
      out.endArray();
      out.name("trend").beginArray();
      for (int number = 0; number < report.shares().size(); number++) {
        out.beginArray();
        for (FleetReport.Point point : report.trend()) {
          percent(out, point.compatible().get(number), point.machines());
        }
        out.endArray();
      }
      out.endArray().endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // A StringWriter does not fail.
    }
    return text.toString();
  }

  private static void shares(
      JsonWriter out,
      String name,
      List<FleetReport.Share> shares,
      ToLongFunction<FleetReport.Share> part)
      throws IOException {
    out.name(name).beginArray();
    for (FleetReport.Share share : shares) {
      percent(out, part.applyAsLong(share), share.machines());
    }
    out.endArray();
  }

  private static void percent(JsonWriter out, long part, long whole) throws IOException {
    if (whole == 0) {
      out.nullValue();
    } else {
      out.jsonValue(FleetReport.percent(part, whole));
    }
  }
}
