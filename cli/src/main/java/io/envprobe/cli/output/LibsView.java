package io.envprobe.cli.output;

import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fact.RuntimeFacts;
import io.envprobe.libs.LoadingVariable;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Native libraries for a person. */
public final class LibsView {
  private LibsView() {}

  /** Shows the page, or with everything on it. */
  public static void show(Output output, Profile profile, boolean all) {
    Style style = output.style();
    StringBuilder text = new StringBuilder();
    runtimes(text, style, profile);
    preloads(text, style, profile);
    variables(text, style, profile, all);
    if (all) {
      databases(text, style, profile);
      libraries(text, style, profile);
      vendored(text, style, profile);
    }
    output.text(text);
    FactsView.findings(output, profile.findings());
  }

  private static void runtimes(StringBuilder text, Style style, Profile profile) {
    Columns columns = new Columns();
    row(
        columns,
        style,
        profile,
        "C library",
        LibraryFacts.LIBC_NAME,
        LibraryFacts.LIBC_VERSION,
        LibraryFacts.LIBC_PATH);
    row(
        columns,
        style,
        profile,
        "C++ library",
        LibraryFacts.LIBSTDCXX_GLIBCXX,
        LibraryFacts.LIBSTDCXX_GCC,
        LibraryFacts.LIBSTDCXX_PATH);
    one(columns, style, profile, "GCC support", LibraryFacts.LIBGCC_VERSION);
    one(columns, style, profile, "Clang's C++", LibraryFacts.LIBCXX_PATH);
    one(columns, style, profile, "oldest kernel", LibraryFacts.LIBC_KERNEL_FLOOR);
    text.append(columns.text());
    records(text, style, profile, "\nC libraries on this machine", LibraryFacts.LIBC_ALL);
    records(text, style, profile, "\nThis Java machine runs on", LibraryFacts.LIBC_PROCESS);
    records(text, style, profile, "\nFortran runtimes", LibraryFacts.FORTRAN_RUNTIMES);
    records(text, style, profile, "\nWindows runtimes", RuntimeFacts.WINDOWS_RUNTIMES);
    records(text, style, profile, "\nOldest macOS of programs", RuntimeFacts.MACOS_FLOORS);
  }

  private static void row(
      Columns columns,
      Style style,
      Profile profile,
      String name,
      FactKey<String> first,
      FactKey<String> second,
      FactKey<String> path) {
    String value = shown(profile.reading(first)) + " " + shown(profile.reading(second));
    columns.row().cell(name, style.strong(name)).cell(value.strip());
    String where = profile.reading(path).asOptional().orElse("");
    columns.cell(where, style.faint(where));
  }

  private static void one(
      Columns columns, Style style, Profile profile, String name, FactKey<String> key) {
    columns.row().cell(name, style.strong(name)).cell(shown(profile.reading(key)));
  }

  private static String shown(Reading<String> reading) {
    return reading instanceof Reading.Unknown<String> unknown
        ? "unknown (" + unknown.detail() + ")"
        : reading.asOptional().orElse("none");
  }

  private static void records(
      StringBuilder text,
      Style style,
      Profile profile,
      String title,
      FactKey<List<FactRecord>> key) {
    List<FactRecord> records = profile.reading(key).asOptional().orElse(List.of());
    if (!records.isEmpty()) {
      text.append(style.strong(title)).append('\n');
      Columns columns = new Columns();
      for (FactRecord record : records) {
        columns.row().cell("  " + record.text("name").orElse(""));
        columns.cell(
            record
                .text("version")
                .or(() -> record.text("compilers"))
                .or(() -> record.text("minimum"))
                .orElse("version unknown"));
        columns.cell(record.text("arch").orElse(""));
        String path = record.text("path").orElse("");
        columns.cell(path, style.faint(path));
        columns.cell(record.isTrue("shim") ? "imitation" : "");
      }
      text.append(columns.text());
    }
  }

  private static void preloads(StringBuilder text, Style style, Profile profile) {
    List<FactRecord> records =
        profile.reading(LibraryFacts.LOADER_PRELOADS).asOptional().orElse(List.of());
    if (records.isEmpty()) {
      return;
    }
    text.append(style.strong("\nLoaded before everything else")).append('\n');
    Columns columns = new Columns();
    for (FactRecord record : records) {
      String path = record.text("real_path").orElse("");
      columns.row().cell("  " + record.text("name").orElse(""));
      columns.cell(record.text("source").orElse(""));
      columns.cell(path.isEmpty() ? style.bad("not found") : path);
      columns.cell(record.text("stands_before").map(other -> "replaces " + other).orElse(""));
    }
    text.append(columns.text());
  }

  private static void variables(StringBuilder text, Style style, Profile profile, boolean all) {
    List<FactRecord> set =
        profile.reading(LibraryFacts.LIBS_VARIABLES).asOptional().orElse(List.of());
    Columns columns = new Columns();
    Set<String> names = new HashSet<>();
    for (FactRecord record : set) {
      String name = record.text("name").orElse("");
      names.add(name);
      columns.row().cell("  " + name).cell(record.text("value").orElse(""));
      String effect = record.text("effect").orElse("");
      columns.cell(effect, style.faint(effect));
    }
    if (!set.isEmpty()) {
      text.append(style.strong("\nVariables that change loading or threading")).append('\n');
      text.append(columns.text());
    }
    if (all) {
      text.append(style.strong("\nNot set, and would")).append('\n');
      Columns others = new Columns();
      for (LoadingVariable variable : LoadingVariable.all()) {
        if (!names.contains(variable.name())) {
          others.row().cell("  " + variable.name()).cell(variable.changes());
          others.cell(variable.effect(), style.faint(variable.effect()));
        }
      }
      text.append(others.text());
    }
  }

  private static void databases(StringBuilder text, Style style, Profile profile) {
    List<FactRecord> databases =
        profile.reading(LibraryFacts.PACKAGES_DATABASES).asOptional().orElse(List.of());
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (FactRecord item :
        profile.reading(LibraryFacts.PACKAGES_INSTALLED).asOptional().orElse(List.of())) {
      counts.merge(item.text("manager").orElse(""), 1, Integer::sum);
    }
    text.append(style.strong("\nPackage databases")).append('\n');
    Columns columns = new Columns();
    for (FactRecord database : databases) {
      String manager = database.text("manager").orElse("");
      columns.row().cell("  " + manager).cell(database.text("path").orElse(""));
      columns.cell(counts.getOrDefault(manager, 0) + " packages");
    }
    text.append(databases.isEmpty() ? "  none\n" : columns.text());
  }

  private static void libraries(StringBuilder text, Style style, Profile profile) {
    Reading<List<FactRecord>> reading = profile.reading(LibraryFacts.LIBS_VISIBLE);
    text.append(style.strong("\nLibraries that the loader sees")).append('\n');
    if (reading instanceof Reading.Unknown<List<FactRecord>> unknown) {
      text.append("  unknown: ").append(unknown.detail()).append('\n');
      return;
    }
    Columns columns = new Columns();
    for (FactRecord library : reading.asOptional().orElse(List.of())) {
      String name = library.text("name").orElse("");
      columns
          .row()
          .cell("  " + name, library.isTrue("shadowed") ? style.faint("  " + name) : "  " + name);
      columns.cell(library.text("version").orElse(""));
      columns.cell(library.text("arch").orElse(""));
      columns.cell(library.text("real_path").orElse(""));
      columns.cell(library.text("package").orElse("no package"));
      columns.cell(library.isTrue("shadowed") ? "shadowed" : "");
    }
    text.append(columns.text());
  }

  private static void vendored(StringBuilder text, Style style, Profile profile) {
    List<FactRecord> records =
        profile.reading(LibraryFacts.LIBS_VENDORED).asOptional().orElse(List.of());
    text.append(style.strong("\nLibraries that Python packages and conda environments bring"));
    Columns columns = new Columns();
    for (FactRecord library : records) {
      columns.row().cell("  " + library.text("original").orElse(""));
      columns.cell(library.text("version").orElse(""));
      columns.cell(library.text("arch").orElse(""));
      columns.cell(library.text("path").orElse(""));
      columns.cell(library.text("package").orElse("no package"));
    }
    text.append(records.isEmpty() ? "\n  none\n" : "\n" + columns.text());
  }
}
