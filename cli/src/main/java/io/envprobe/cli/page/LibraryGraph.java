package io.envprobe.cli.page;

import io.envprobe.fact.BlasFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Numerical libraries as a graph in three columns: the names that programs ask for, the files that
 * serve them, and what is wrong with these.
 */
final class LibraryGraph {
  /** More files than this are shown only where a name or a finding points at them. */
  private static final int FILES_SHOWN = 24;

  private static final int WIDTH = 960;
  private static final int BOX_HEIGHT = 34;
  private static final int ROW = 46;
  private static final int[] LEFT = {0, 270, 690};
  private static final int[] BOX_WIDTH = {190, 330, 270};

  private final Html html;
  private final Profile machine;
  private final List<Finding> findings;

  /** Boxes of each column, by their key. */
  private final List<Map<String, Box>> columns =
      List.of(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());

  private final Set<Edge> edges = new LinkedHashSet<>();

  private record Box(String title, String detail, String style, String link) {}

  private record Edge(int column, String from, String to, String style) {}

  LibraryGraph(Html html, Profile machine, List<Finding> findings) {
    this.html = html;
    this.machine = machine;
    this.findings = findings;
  }

  void write() {
    html.open("section", "id", "libraries").element("h2", "Numerical libraries").line();
    files(BlasFacts.BLAS_LIBRARIES);
    files(BlasFacts.OPENMP_LIBRARIES);
    for (FactRecord selected : records(BlasFacts.BLAS_SELECTED)) {
      selected(selected);
    }
    findings.forEach(this::finding);
    int hidden = shorten();
    if (columns.get(1).isEmpty()) {
      html.open("p").text("BLAS and LAPACK: ");
      FactTables.reading(html, machine.fact(BlasFacts.BLAS_LIBRARIES));
      html.text(". OpenMP: ");
      FactTables.reading(html, machine.fact(BlasFacts.OPENMP_LIBRARIES));
      html.text(".").close().line();
    } else {
      draw();
      if (hidden > 0) {
        html.element("p", hidden + " more files, which no name and no finding points at.");
      }
    }
    html.close().line();
  }

  private void files(FactKey<List<FactRecord>> key) {
    for (FactRecord record : records(key)) {
      String path = path(record);
      columns.get(1).putIfAbsent(path, new Box(file(path), detail(record), "file", ""));
    }
  }

  private void selected(FactRecord record) {
    String name = record.text("name").orElse("");
    String path = path(record);
    columns.get(0).putIfAbsent(name, new Box(name, "what programs ask for", "name", ""));
    columns.get(1).putIfAbsent(path, new Box(file(path), detail(record), "file", ""));
    edges.add(new Edge(0, name, path, "serves"));
  }

  /** A finding stands in the graph where its subject or its evidence is one of the files. */
  private void finding(Finding finding) {
    Set<String> places = new LinkedHashSet<>();
    places.add(finding.subject());
    for (Evidence evidence : finding.evidence()) {
      places.add(evidence.locator());
    }
    String anchor = ReportPage.anchor(finding, findings);
    String style = finding.severity().name().toLowerCase(java.util.Locale.ROOT);
    for (String path : columns.get(1).keySet()) {
      if (concerns(places, path)) {
        columns
            .get(2)
            .putIfAbsent(
                anchor,
                new Box(finding.rule() + " " + style, finding.message(), style, "#" + anchor));
        edges.add(new Edge(1, path, anchor, style));
      }
    }
  }

  private boolean concerns(Set<String> places, String path) {
    if (places.contains(path)) {
      return true;
    }
    for (FactKey<List<FactRecord>> key :
        List.of(BlasFacts.BLAS_LIBRARIES, BlasFacts.OPENMP_LIBRARIES, BlasFacts.BLAS_SELECTED)) {
      for (FactRecord record : records(key)) {
        boolean named = record.text("path").filter(places::contains).isPresent();
        if (named && path(record).equals(path)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Leaves out files that nothing points at, where there are too many; returns how many. */
  private int shorten() {
    Map<String, Box> files = columns.get(1);
    if (files.size() <= FILES_SHOWN) {
      return 0;
    }
    int before = files.size();
    files
        .keySet()
        .removeIf(
            path ->
                edges.stream()
                    .noneMatch(edge -> path.equals(edge.column() == 0 ? edge.to() : edge.from())));
    return before - files.size();
  }

  private void draw() {
    int rows = 0;
    for (Map<String, Box> column : columns) {
      rows = Math.max(rows, column.size());
    }
    html.open("figure").line();
    html.open(
            "svg",
            "viewBox",
            "0 0 " + WIDTH + " " + (rows * ROW + 4),
            "role",
            "img",
            "aria-label",
            "names, the libraries that serve them, and what is wrong")
        .line();
    for (Edge edge : edges) {
      line(edge);
    }
    for (int column = 0; column < columns.size(); column++) {
      int row = 0;
      for (Box box : columns.get(column).values()) {
        box(column, row++, box);
      }
    }
    html.close().line().close().line();
  }

  private void line(Edge edge) {
    int from = index(edge.column(), edge.from());
    int to = index(edge.column() + 1, edge.to());
    int left = LEFT[edge.column()] + BOX_WIDTH[edge.column()];
    int right = LEFT[edge.column() + 1];
    int middle = (left + right) / 2;
    int y1 = from * ROW + BOX_HEIGHT / 2 + 2;
    int y2 = to * ROW + BOX_HEIGHT / 2 + 2;
    String path =
        "M" + left + " " + y1 + "C" + middle + " " + y1 + " " + middle + " " + y2 + " " + right
            + " " + y2;
    html.single("path", "d", path, "class", "edge " + edge.style()).line();
  }

  private int index(int column, String key) {
    return new ArrayList<>(columns.get(column).keySet()).indexOf(key);
  }

  private void box(int column, int row, Box box) {
    int x = LEFT[column];
    int y = row * ROW + 2;
    if (!box.link().isEmpty()) {
      html.open("a", "href", box.link());
    }
    html.open("g", "class", "box " + box.style());
    html.element("title", box.title() + ": " + box.detail());
    html.single(
        "rect",
        "x",
        String.valueOf(x),
        "y",
        String.valueOf(y),
        "width",
        String.valueOf(BOX_WIDTH[column]),
        "height",
        String.valueOf(BOX_HEIGHT),
        "rx",
        "5");
    text(x + 8, y + 14, box.title(), BOX_WIDTH[column], "strong");
    text(x + 8, y + 28, box.detail(), BOX_WIDTH[column], "small");
    html.close();
    if (!box.link().isEmpty()) {
      html.close();
    }
    html.line();
  }

  private void text(int x, int y, String text, int width, String style) {
    int characters = (width - 14) / 6;
    String shown = text.length() > characters ? text.substring(0, characters - 1) + "…" : text;
    html.element("text", shown, "x", String.valueOf(x), "y", String.valueOf(y), "class", style);
  }

  private static String detail(FactRecord record) {
    StringBuilder text = new StringBuilder(record.text("provider").orElse("unknown provider"));
    for (String field : List.of("version", "interface", "threading", "specification")) {
      record.text(field).ifPresent(value -> text.append(' ').append(value));
    }
    return text.toString();
  }

  private static String path(FactRecord record) {
    return record.text("real_path").or(() -> record.text("path")).orElse("");
  }

  private static String file(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private List<FactRecord> records(FactKey<List<FactRecord>> key) {
    Fact<List<FactRecord>> fact = machine.fact(key);
    return fact.reading().asOptional().orElse(List.of());
  }
}
