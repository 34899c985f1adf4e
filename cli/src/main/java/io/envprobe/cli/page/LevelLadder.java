package io.envprobe.cli.page;

import io.envprobe.fact.Profile;
import io.envprobe.target.CpuPage;
import java.util.List;

/** The levels of the architecture as a ladder: which are reached, and what the next one lacks. */
final class LevelLadder {
  private LevelLadder() {}

  static void write(Html html, Profile machine) {
    CpuPage page = CpuPage.of(machine);
    html.open("section", "id", "processor").element("h2", "Processor").line();
    html.open("p").text("Silicon: " + page.silicon() + ". Target: ");
    html.element("code", page.target()).text(".").close().line();
    if (page.ladder().isEmpty()) {
      html.element(
          "p", "This architecture has no ladder of levels, or nothing tells its features.");
    } else {
      html.open("ol", "class", "ladder", "reversed", "reversed").line();
      for (int i = page.ladder().size() - 1; i >= 0; i--) {
        step(html, page.ladder().get(i), i + 1, page.ladder().size());
      }
      html.close().line();
    }
    if (!page.targets().isEmpty()) {
      html.open("p").text("Runs code for ");
      for (String target : page.targets()) {
        html.element("code", target).text(" ");
      }
      html.close().line();
    }
    html.close().line();
  }

  private static void step(Html html, CpuPage.Step step, int height, int all) {
    String state = step.isReached() ? "reached" : "missing";
    String width = "width:" + 100 * height / all + "%";
    html.open("li", "class", state, "style", width).element("strong", step.name());
    if (step.isReached()) {
      html.text(" ✓ every feature is there");
    } else {
      html.text(" ✗ lacks ");
      names(html, step.missing());
    }
    if (!step.unobservable().isEmpty()) {
      html.open("span", "class", "faint").text(" (no system tells ");
      names(html, step.unobservable());
      html.text(")").close();
    }
    html.close().line();
  }

  private static void names(Html html, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      html.text(i == 0 ? "" : ", ").element("code", names.get(i));
    }
  }
}
