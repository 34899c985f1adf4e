package io.envprobe.cli.output;

import com.google.gson.stream.JsonWriter;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.libs.LibrarySearch;
import io.envprobe.libs.LoadingVariable;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Native libraries for a person, and the answers about single ones as JSON. */
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
    records(text, style, profile, "\nWindows runtimes", LibraryFacts.WINDOWS_RUNTIMES);
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
            record.text("version").or(() -> record.text("compilers")).orElse("version unknown"));
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

  /** Shows every place that was looked at for a library. */
  public static void show(Output output, LibrarySearch search) {
    Style style = output.style();
    StringBuilder text = new StringBuilder();
    String taken = search.path().orElse("");
    String real =
        search.realPath().filter(path -> !path.equals(taken)).map(path -> " = " + path).orElse("");
    text.append(style.strong(search.name()))
        .append(taken.isEmpty() ? " is not found" : " is " + taken + real)
        .append(search.via().map(via -> " (" + via + ")").orElse(""))
        .append('\n');
    for (LibrarySearch.Place place : search.places()) {
      text.append("  ").append(place.source());
      place.from().ifPresent(file -> text.append(" of ").append(file));
      text.append('\n');
      Columns columns = new Columns();
      for (LibrarySearch.Attempt attempt : place.attempts()) {
        boolean isTaken = attempt.outcome().equals("taken");
        columns.row().cell("    " + attempt.path());
        columns.cell(
            attempt.outcome(), isTaken ? style.good("taken") : style.faint(attempt.outcome()));
      }
      text.append(place.attempts().isEmpty() ? "    no entry\n" : columns.text());
    }
    for (String error : search.errors()) {
      text.append(style.bad(error)).append('\n');
    }
    output.text(text);
  }

  /** The member {@code why} of a JSON object. */
  public static void write(JsonWriter out, LibrarySearch search) throws IOException {
    out.name("why").beginObject();
    out.name("name").value(search.name());
    out.name("path").value(search.path().orElse(null));
    out.name("real_path").value(search.realPath().orElse(null));
    out.name("via").value(search.via().orElse(null));
    out.name("places").beginArray();
    for (LibrarySearch.Place place : search.places()) {
      out.beginObject().name("source").value(place.source());
      out.name("from").value(place.from().orElse(null));
      out.name("tried").beginArray();
      for (LibrarySearch.Attempt attempt : place.attempts()) {
        out.beginObject().name("path").value(attempt.path());
        out.name("outcome").value(attempt.outcome()).endObject();
      }
      out.endArray().endObject();
    }
    out.endArray();
    out.name("errors").beginArray();
    for (String error : search.errors()) {
      out.value(error);
    }
    out.endArray().endObject();
  }

  /** Shows the loader's order. */
  public static void showSearchPath(Output output, Profile profile) {
    Style style = output.style();
    List<FactRecord> places =
        profile.reading(LibraryFacts.LOADER_SEARCH_PATH).asOptional().orElse(List.of());
    boolean musl = profile.reading(LibraryFacts.LIBC_NAME).asOptional().equals(Optional.of("musl"));
    StringBuilder text = new StringBuilder();
    if (places.isEmpty()) {
      text.append("the loader's order is not known\n");
    }
    String rpath = "RPATH of the file and of what loaded it, where it has no RUNPATH";
    text.append(musl || places.isEmpty() ? "" : "  " + rpath + "\n");
    Columns columns = new Columns();
    boolean between = false;
    for (FactRecord place : places) {
      String source = place.text("source").orElse("");
      if (!between && !source.equals("LD_LIBRARY_PATH")) {
        between = true;
        columns
            .row()
            .cell(
                musl
                    ? "  RPATH or RUNPATH of the file and of what loaded it"
                    : "  RUNPATH of the file");
      }
      String directory = place.text("directory").orElse("");
      columns.row().cell("  " + directory).cell(source, style.faint(source));
      columns.cell(place.isTrue("exists") ? "" : "not there");
    }
    output.text(text.append(columns.text()));
    FactsView.findings(output, profile.findings());
  }

  /** Shows whether a directory is on the loader's path. */
  public static void show(Output output, String directory, Optional<FactRecord> place) {
    output.text(
        place.isPresent()
            ? directory + " is on the path (" + place.get().text("source").orElse("") + ")\n"
            : directory + " is not on the path\n");
  }

  /** The member {@code on_path} of a JSON object. */
  public static void write(JsonWriter out, String directory, Optional<FactRecord> place)
      throws IOException {
    out.name("on_path").beginObject();
    out.name("directory").value(directory);
    out.name("found").value(place.isPresent());
    out.name("source").value(place.flatMap(record -> record.text("source")).orElse(null));
    out.endObject();
  }
}
