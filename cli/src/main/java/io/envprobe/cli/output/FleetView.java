package io.envprobe.cli.output;

import io.envprobe.fleet.FleetColumns;
import io.envprobe.fleet.FleetIntake;
import io.envprobe.fleet.FleetReport;
import java.util.List;
import java.util.Map;

/** The answer of a fleet, for people. */
public final class FleetView {
  private static final int SHOWN = 10;

  private FleetView() {}

  /** For a person. */
  public static void text(
      Output output, FleetReport report, FleetIntake intake, boolean withTrend) {
    StringBuilder text = new StringBuilder();
    text.append(report.machines()).append(" machines, ");
    text.append(report.environments()).append(" kinds of them, from ");
    text.append(intake.records()).append(" records\n");
    if (intake.ignored() > 0) {
      text.append(intake.ignored()).append(" of programs that install nothing are not counted\n");
    }
    understood(text, intake);
    for (FleetReport.Share share : report.shares()) {
      share(text, output.style(), share);
    }
    report.builds().ifPresent(builds -> builds(text, builds, report.machines()));
    if (withTrend) {
      trend(text, report);
    }
    output.text(text);
  }

  /** What columns were taken for; nothing where the input were profiles. */
  private static void understood(StringBuilder text, FleetIntake intake) {
    if (intake.columns().isEmpty()) {
      return;
    }
    text.append("read as\n");
    Columns columns = new Columns();
    boolean weighted = false;
    for (Map.Entry<String, String> column : intake.columns().entrySet()) {
      columns.row().cell("  " + column.getKey()).cell(column.getValue());
      weighted |= column.getValue().equals(FleetColumns.WEIGHT);
    }
    text.append(columns.text());
    if (!weighted) {
      text.append("  no column is the weight: each record counts once\n");
    }
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
  public static void damages(Output output, FleetIntake intake) {
    for (FleetIntake.Damage damage : intake.damages()) {
      output.say("damaged: " + damage.place() + ": " + damage.reason());
    }
    long more = intake.damaged() - intake.damages().size();
    if (more > 0) {
      output.say("damaged: " + more + " more lines");
    }
  }
}
