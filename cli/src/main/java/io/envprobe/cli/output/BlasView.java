package io.envprobe.cli.output;

import com.google.gson.stream.JsonWriter;
import io.envprobe.blas.Candidate;
import io.envprobe.blas.LibraryRecords;
import io.envprobe.blas.Member;
import io.envprobe.blas.NumericalLibrary;
import io.envprobe.blas.Scope;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.json.FactJson;
import java.io.IOException;
import java.util.List;

/** Numerical libraries, for people and as JSON. */
public final class BlasView {
  private BlasView() {}

  /** Records as an array. */
  public static void records(JsonWriter out, String name, List<FactRecord> records)
      throws IOException {
    out.name(name).beginArray();
    for (FactRecord record : records) {
      FactJson.value(out, record);
    }
    out.endArray();
  }

  /** Lines as an array of texts. */
  public static void texts(JsonWriter out, String name, List<String> texts) throws IOException {
    out.name(name).beginArray();
    for (String text : texts) {
      out.value(text);
    }
    out.endArray();
  }

  /** The findings as the member of that name. */
  public static void findings(JsonWriter out, List<Finding> findings) throws IOException {
    out.name("findings");
    FactJson.findings(out, findings);
  }

  /** A scope's libraries as records. */
  public static List<FactRecord> records(Scope scope) {
    return scope.libraries().stream()
        .map(member -> LibraryRecords.of(name(member), member.library().path(), member.library()))
        .toList();
  }

  private static String name(Member member) {
    return member.names().stream()
        .sorted()
        .findFirst()
        .orElseGet(() -> member.library().soname().orElse(member.library().fileName()));
  }

  /** One line for each record: name, provider and version, what it is, where. */
  public static void rows(Output output, List<FactRecord> records) {
    Columns columns = new Columns();
    for (FactRecord record : records) {
      String name = record.text("name").orElse("");
      String provider =
          record.text("provider").orElse("unknown provider")
              + record.text("version").map(version -> " " + version).orElse("");
      columns
          .row()
          .cell(name, output.style().strong(name))
          .cell(provider)
          .cell(flavour(record))
          .cell(record.text("real_path").or(() -> record.text("path")).orElse(""));
    }
    output.text(columns.text());
  }

  private static String flavour(FactRecord record) {
    StringBuilder text = new StringBuilder();
    if (record.text("specification").isPresent()) {
      text.append("OpenMP ").append(record.text("specification").get());
      record.text("interface").ifPresent(value -> text.append(", interface ").append(value));
      return text.toString();
    }
    for (String field : List.of("interface", "threading")) {
      record.text(field).ifPresent(value -> text.append(value).append(' '));
    }
    record.text("lapack_version").ifPresent(value -> text.append("LAPACK ").append(value));
    return text.toString().strip();
  }

  /** The candidates of switches, numbered in each group, the active one with an asterisk. */
  public static void candidates(Output output, List<Candidate> candidates) {
    String group = "";
    int number = 0;
    Columns columns = new Columns();
    for (Candidate candidate : candidates) {
      if (!candidate.group().equals(group)) {
        group = candidate.group();
        number = 0;
        columns.row().cell(group + " (" + candidate.source() + ")", output.style().strong(group));
      }
      number++;
      columns
          .row()
          .cell("  [" + number + "] " + candidate.name() + (candidate.active() ? " *" : ""))
          .cell(candidate.detail())
          .cell(candidate.path());
    }
    output.text(columns.text());
  }

  /** A candidate as JSON. */
  public static void candidates(JsonWriter out, List<Candidate> candidates) throws IOException {
    out.name("candidates").beginArray();
    for (Candidate candidate : candidates) {
      out.beginObject();
      out.name("source").value(candidate.source());
      out.name("group").value(candidate.group());
      out.name("name").value(candidate.name());
      out.name("path").value(candidate.path());
      out.name("active").value(candidate.active());
      out.name("detail").value(candidate.detail());
      out.endObject();
    }
    out.endArray();
  }

  /** Findings for a person, on standard output: they are what was asked for. */
  public static void listed(Output output, List<Finding> findings) {
    for (Finding finding : findings) {
      String label = finding.severity().name().toLowerCase(java.util.Locale.ROOT);
      String painted =
          finding.severity() == Severity.ERROR
              ? output.style().bad(label)
              : finding.severity() == Severity.WARNING
                  ? output.style().unsure(label)
                  : output.style().faint(label);
      output.text(finding.rule() + " " + painted + ": " + finding.message() + "\n");
      if (!finding.remedy().isEmpty()) {
        output.text("    " + finding.remedy() + "\n");
      }
    }
  }

  /** What a library is, in a few words. */
  public static String words(NumericalLibrary library) {
    return library.provider().orElse("unknown provider")
        + library.version().map(version -> " " + version).orElse("")
        + library.integerWidth().map(width -> " " + width.label()).orElse("")
        + library.threading().map(threading -> " " + threading.label()).orElse("");
  }
}
