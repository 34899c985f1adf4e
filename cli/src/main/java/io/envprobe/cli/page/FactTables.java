package io.envprobe.cli.page;

import io.envprobe.cli.output.FactsView;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactCatalogue;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Facts with their origin and evidence, and what could not be found and why. */
final class FactTables {
  /** Longer lists are counted; the profile as JSON has them. */
  private static final int RECORDS_SHOWN = 8;

  private FactTables() {}

  /** What could not be found, and why; and what nobody looked for. */
  static void unknown(Html html, Profile machine) {
    html.open("section", "id", "unknown").element("h2", "What could not be found").line();
    html.open("table").line();
    boolean none = true;
    for (Fact<?> fact : machine.facts()) {
      if (fact.reading() instanceof Reading.Unknown<?> unknown) {
        none = false;
        html.open("tr").open("th", "scope", "row").element("code", fact.key().name()).close();
        html.element("td", words(unknown.cause().name())).element("td", unknown.detail());
        html.close().line();
      }
    }
    html.close().line();
    if (none) {
      html.element("p", "Every question that was asked had an answer.");
    }
    List<String> unasked = new ArrayList<>();
    for (FactKey<?> key : FactCatalogue.all()) {
      if (machine.find(key.name()).isEmpty()) {
        unasked.add(key.name());
      }
    }
    if (!unasked.isEmpty()) {
      html.open("p").text("Not in this profile, and therefore unknown: ");
      for (String name : unasked) {
        html.element("code", name).text(" ");
      }
      html.close().line();
    }
    html.close().line();
  }

  /** Every fact that is known. */
  static void all(Html html, Profile machine) {
    html.open("section", "id", "facts").element("h2", "All facts").line();
    html.open("table").line().open("tr");
    for (String title : List.of("Fact", "Value", "Origin", "Evidence")) {
      html.element("th", title, "scope", "col");
    }
    html.close().line();
    for (Fact<?> fact : machine.facts()) {
      if (!fact.reading().isUnknown()) {
        html.open("tr").open("th", "scope", "row").element("code", fact.key().name()).close();
        html.open("td");
        reading(html, fact);
        html.close();
        html.element("td", words(fact.origin().name())).open("td");
        evidence(html, fact.evidence());
        html.close().close().line();
      }
    }
    html.close().close().line();
  }

  /** The value; otherwise that it is absent, or why it is not known. */
  static void reading(Html html, Fact<?> fact) {
    Reading<?> reading = fact.reading();
    if (reading instanceof Reading.Present<?> present) {
      value(html, present.value());
      if (fact.origin() != Origin.OBSERVED) {
        html.text(" ").element("span", words(fact.origin().name()), "class", "origin");
      }
    } else if (reading instanceof Reading.Unknown<?> unknown) {
      String why = unknown.detail().isEmpty() ? words(unknown.cause().name()) : unknown.detail();
      html.element("span", "unknown", "class", "unsure", "title", why);
    } else {
      html.element("span", "none", "class", "faint");
    }
  }

  private static void value(Html html, Object value) {
    if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof FactRecord) {
      if (list.size() > RECORDS_SHOWN) {
        html.text(list.size() + " records");
        return;
      }
      for (Object record : list) {
        html.element("div", FactsView.value(record), "class", "record");
      }
      return;
    }
    html.text(value instanceof List<?> list && list.isEmpty() ? "(empty)" : FactsView.value(value));
  }

  private static void evidence(Html html, List<Evidence> evidence) {
    if (!evidence.isEmpty()) {
      html.element("code", evidence.get(0).locator(), "title", evidence.get(0).excerpt());
    }
    if (evidence.size() > 1) {
      html.text(" and " + (evidence.size() - 1) + " more");
    }
  }

  private static String words(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
