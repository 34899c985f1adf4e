package io.envprobe.cli.output;

import io.envprobe.artifact.ArtifactReport;
import io.envprobe.artifact.Container;
import io.envprobe.artifact.NativeFile;
import io.envprobe.artifact.Portability;
import io.envprobe.artifact.Wheel;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.requirement.LibraryOrigin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What artifacts need and carry, for a person. */
public final class ScanView {
  private static final int FEW = 6;

  private final Output output;
  private final Style style;

  private ScanView(Output output) {
    this.output = output;
    this.style = output.style();
  }

  /**
   * Shows a report.
   *
   * @param origins of the libraries that each file needs, in the order of the files; none where
   *     that was not asked
   * @param detailed whether to tell all of each file, as is usual for a single one
   */
  public static void show(
      Output output,
      ArtifactReport report,
      List<List<LibraryOrigin>> origins,
      boolean detailed,
      boolean statistics) {
    ScanView view = new ScanView(output);
    report.containers().forEach(view::container);
    if (detailed || report.files().size() == 1) {
      for (int i = 0; i < report.files().size(); i++) {
        view.file(report.files().get(i), i < origins.size() ? origins.get(i) : List.of());
      }
    } else {
      view.table(report.files(), report.containers());
    }
    view.findings(report.findings());
    if (statistics) {
      ArtifactReport.Statistics cost = report.statistics();
      output.say(
          "read "
              + size(cost.bytesRead())
              + " of "
              + size(cost.bytesTotal())
              + ", inflated "
              + size(cost.bytesInflated())
              + ", "
              + cost.filesSeen()
              + " files seen");
    }
  }

  private void container(Container container) {
    Columns columns = new Columns();
    row(columns, kind(container), container.path());
    container.wheel().ifPresent(wheel -> wheel(columns, wheel));
    row(columns, "files", container.members() + ", " + size(container.size()));
    if (!container.distributions().isEmpty()) {
      row(
          columns,
          "packages",
          container.distributions().size() + ": " + few(container.distributions()));
    }
    container.portability().forEach(each -> portability(columns, each));
    output.text(columns.text());
    output.text("\n");
  }

  private static String kind(Container container) {
    return container.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void wheel(Columns columns, Wheel wheel) {
    if (wheel.name().isPresent()) {
      row(columns, "package", wheel.name().get() + " " + wheel.version().orElse(""));
    }
    if (!wheel.tags().isEmpty()) {
      row(columns, "tags", few(wheel.tags()));
    }
    if (!wheel.externalRequirements().isEmpty()) {
      row(columns, "requires", few(wheel.externalRequirements()));
    }
  }

  private void portability(Columns columns, Portability each) {
    String floor = each.minimumTag().or(each::policyTag).orElse("no tag");
    String because =
        each.decidedBy().isEmpty() ? "" : "because of " + String.join(", ", each.decidedBy());
    columns.row().cell("least tag", style.strong("least tag"));
    columns.cell(floor, each.isPortable() ? style.good(floor) : style.bad(floor));
    columns.cell(because, style.faint(because));
    if (each.policyTag().isPresent() && !each.policyTag().equals(each.minimumTag())) {
      row(columns, "policy", each.policyTag().get());
    }
    if (!each.externalLibraries().isEmpty()) {
      row(columns, "external", String.join(" ", each.externalLibraries()));
    }
    List<String> others = new ArrayList<>(each.blockers());
    others.removeIf(blocker -> blocker.startsWith("EXTERNAL_LIB:"));
    if (!others.isEmpty()) {
      row(columns, "blocked by", String.join(" ", others));
    }
    each.limits().forEach(limit -> row(columns, "limit", limit));
  }

  private void table(List<NativeFile> files, List<Container> containers) {
    String prefix = containers.size() == 1 ? containers.get(0).path() : "";
    Columns columns = new Columns();
    for (NativeFile file : files) {
      String path = inside(file.path(), prefix);
      columns.row().cell(path, style.strong(path));
      columns.cell(file.architecture());
      columns.cell(size(file.size()));
      String floor =
          file.portability().flatMap(Portability::minimumTag).or(file::minimumSystem).orElse("");
      columns.cell(floor);
      columns.cell(few(file.needed()), style.faint(few(file.needed())));
    }
    output.text(columns.text());
    gpu(files, prefix);
  }

  /** The processors that libraries have code for, a line each: there are few of them. */
  private void gpu(List<NativeFile> files, String prefix) {
    Columns columns = new Columns();
    for (NativeFile file : files) {
      if (file.gpu().isPresent() && !file.gpu().get().modules().isEmpty()) {
        String path = inside(file.path(), prefix);
        columns.row().cell(path, style.strong(path));
        columns.cell(GpuText.of(file.gpu().get()));
      }
    }
    if (!columns.text().isEmpty()) {
      output.text("\ncode for graphics processors\n");
      output.text(columns.text());
    }
  }

  private static String inside(String path, String prefix) {
    return !prefix.isEmpty() && path.startsWith(prefix)
        ? path.substring(prefix.length() + (path.startsWith(prefix + "!/") ? 2 : 1))
        : path;
  }

  private void file(NativeFile file, List<LibraryOrigin> origins) {
    Columns columns = new Columns();
    row(columns, "file", file.path());
    row(
        columns,
        "format",
        file.format().name().toLowerCase(Locale.ROOT).replace('_', '-')
            + " "
            + file.architecture()
            + " "
            + file.type()
            + ", "
            + size(file.size()));
    optional(columns, "soname", file.soname());
    optional(columns, "original name", file.originalName());
    optional(columns, "interpreter", file.interpreter());
    if (origins.isEmpty()) {
      list(columns, "needs", file.needed());
    }
    for (LibraryOrigin origin : origins) {
      String from = origin.from().word() + (origin.place().isEmpty() ? "" : " " + origin.place());
      columns.row().cell("needs", style.strong("needs")).cell(origin.library());
      columns.cell(from, style.faint(from));
    }
    list(columns, "may use", file.optionalNeeds());
    list(columns, "rpath", file.rpath());
    list(columns, "runpath", file.runpath());
    optional(columns, "libc", file.libc());
    for (NativeFile.VersionNeed need : file.versions()) {
      columns.row().cell("version", style.strong("version"));
      columns.cell(need.library() + " " + need.version() + (need.weak() ? " (weak)" : ""));
      columns.cell(few(need.symbols()), style.faint(few(need.symbols())));
    }
    list(columns, "provides", file.provides());
    optional(columns, "C++ strings", file.cxx().imports().or(() -> file.cxx().exports()));
    optional(columns, "libc++", file.cxx().libcxx());
    list(columns, "built by", file.producers());
    if (file.isaNeeded().isPresent()) {
      row(columns, "needs CPU", "x86-64-v" + file.isaNeeded().getAsInt());
    }
    if (file.isaUsed().isPresent()) {
      row(columns, "uses CPU", "x86-64-v" + file.isaUsed().getAsInt());
    }
    optional(columns, "oldest system", file.minimumSystem());
    if (file.gpu().isPresent() && !file.gpu().get().modules().isEmpty()) {
      row(columns, "GPU code", GpuText.of(file.gpu().get()));
    }
    file.portability().ifPresent(each -> portability(columns, each));
    for (String unread : file.unread()) {
      columns.row().cell("not read", style.strong("not read")).cell(unread, style.unsure(unread));
    }
    output.text(columns.text());
    output.text("\n");
  }

  private void findings(List<Finding> findings) {
    List<Finding> sorted = new ArrayList<>(findings);
    sorted.sort(Comparator.comparing(Finding::severity).reversed());
    for (Finding finding : sorted) {
      String word = finding.severity().name().toLowerCase(Locale.ROOT);
      String painted =
          switch (finding.severity()) {
            case ERROR -> style.bad(word);
            case WARNING -> style.unsure(word);
            case INFO -> style.faint(word);
          };
      String remedy =
          finding.remedy().isEmpty() || finding.severity() == Severity.INFO
              ? ""
              : " (" + finding.remedy() + ")";
      output.text(
          painted
              + ": "
              + finding.message()
              + remedy
              + " "
              + style.faint("[" + finding.rule() + "]")
              + "\n");
    }
  }

  private void row(Columns columns, String name, String value) {
    columns.row().cell(name, style.strong(name)).cell(value);
  }

  private void optional(Columns columns, String name, Optional<String> value) {
    value.ifPresent(text -> row(columns, name, text));
  }

  private void list(Columns columns, String name, List<String> values) {
    if (!values.isEmpty()) {
      row(columns, name, String.join(" ", values));
    }
  }

  private static String few(List<String> values) {
    return values.size() <= FEW
        ? String.join(" ", values)
        : String.join(" ", values.subList(0, FEW)) + " … " + (values.size() - FEW) + " more";
  }

  /** A number of bytes, short. */
  static String size(long bytes) {
    if (bytes < 10_000) {
      return bytes + " B";
    }
    return bytes < 10_000_000 ? bytes / 1000 + " kB" : bytes / 1_000_000 + " MB";
  }
}
