package io.envprobe.cli.page;

import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The page: the order of its sections. */
public final class ReportPage {
  private ReportPage() {}

  /** The whole document, UTF-8 when written; the same report gives the same text. */
  public static String of(Report report) {
    Html html = new Html();
    html.open("html", "lang", "en").line().open("head").line();
    html.single("meta", "charset", "utf-8").line();
    html.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.single("meta", "name", "color-scheme", "content", "light dark");
    // Nothing is loaded and no script runs, whatever a file name may hold.
    html.single(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; style-src 'unsafe-inline'");
    String title = report.machine().map(MachineSection::title).orElse("Machines compared");
    html.line().element("title", title + " · envprobe").line();
    html.style(sheet()).line().close().line();
    html.open("body").line().open("header").element("h1", title);
    html.element("p", "envprobe " + report.program(), "class", "faint").close().line();
    html.open("main").line();
    report.machine().ifPresent(machine -> MachineSection.write(html, machine));
    if (!report.verdicts().isEmpty()) {
      new VerdictTable(html).write(report.verdicts());
    }
    report.machine().ifPresent(machine -> machine(html, machine, report));
    html.close().line().close().line().close().line();
    return "<!DOCTYPE html>\n" + html.finished();
  }

  private static void machine(Html html, Profile machine, Report report) {
    LevelLadder.write(html, machine);
    new DriverTimeline(html, machine).write();
    new LibraryGraph(html, machine, report.findings()).write();
    findings(html, report.findings());
    tags(html, report.tags());
    FactTables.unknown(html, machine);
    FactTables.all(html, machine);
  }

  private static void tags(Html html, Map<String, List<String>> tags) {
    if (tags.isEmpty()) {
      return;
    }
    html.open("section", "id", "tags").element("h2", "Tags, best first").line();
    html.open("table").line();
    tags.forEach(
        (vocabulary, words) -> {
          html.open("tr").element("th", vocabulary, "scope", "row").open("td");
          for (String word : words) {
            html.element("code", word).text(" ");
          }
          html.close().close().line();
        });
    html.close().close().line();
  }

  private static void findings(Html html, List<Finding> findings) {
    html.open("section", "id", "findings").element("h2", "What to know").line();
    if (findings.isEmpty()) {
      html.element("p", "Nothing was found wrong.");
    } else {
      html.open("ul", "class", "findings").line();
      for (Finding finding : findings) {
        String severity = finding.severity().name().toLowerCase(Locale.ROOT);
        html.open("li", "id", anchor(finding, findings), "class", severity);
        html.element("strong", severity).text(" ").element("code", finding.rule());
        html.text(" " + finding.message());
        if (!finding.remedy().isEmpty()) {
          html.open("div", "class", "remedy").text("Remedy: " + finding.remedy()).close();
        }
        html.close().line();
      }
      html.close().line();
    }
    html.close().line();
  }

  /** The name by which the graph refers to a finding. */
  static String anchor(Finding finding, List<Finding> findings) {
    return "finding-" + (findings.indexOf(finding) + 1);
  }

  private static String sheet() {
    try (InputStream sheet = ReportPage.class.getResourceAsStream("report.css")) {
      return new String(
          Objects.requireNonNull(sheet, "report.css").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Part of this jar.
    }
  }
}
