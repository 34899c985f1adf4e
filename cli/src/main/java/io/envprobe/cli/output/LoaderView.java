package io.envprobe.cli.output;

import com.google.gson.stream.JsonWriter;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.libs.LibrarySearch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where loaders look, for a person and as JSON. */
public final class LoaderView {
  private LoaderView() {}

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
