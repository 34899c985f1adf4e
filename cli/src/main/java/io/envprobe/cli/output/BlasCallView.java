package io.envprobe.cli.output;

import com.google.gson.stream.JsonWriter;
import io.envprobe.blas.LibraryAnswers;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What libraries say by their files and by calls, side by side. */
public final class BlasCallView {
  private BlasCallView() {}

  /** For a person: a block for each library. */
  public static void show(Output output, List<LibraryAnswers> all) {
    if (all.isEmpty()) {
      output.text("There is no library of BLAS, LAPACK or OpenMP to call.\n");
    }
    int mute = 0;
    for (LibraryAnswers answers : all) {
      if (answers.isMute()) {
        mute++;
        continue;
      }
      output.text(
          output.style().strong(answers.library().path())
              + answers.library().provider().map(provider -> " (" + provider + ")").orElse("")
              + "\n");
      if (answers.silence().isPresent()) {
        output.text("  not called: " + answers.silence().get() + "\n");
        continue;
      }
      Columns columns = new Columns();
      columns.row().cell("").cell("by its file").cell("by a call");
      boolean any = false;
      for (LibraryAnswers.Statement statement : answers.statements()) {
        if (statement.byFile().isPresent() || statement.byCall().isPresent()) {
          any = true;
          String called = statement.byCall().orElse("-");
          columns
              .row()
              .cell("  " + statement.about())
              .cell(statement.byFile().orElse("-"))
              .cell(called, statement.isDisputed() ? output.style().bad(called) : called);
        }
      }
      answers.kernel().ifPresent(kernel -> columns.row().cell("  kernels").cell("-").cell(kernel));
      output.text(any ? columns.text() : "");
      answers.values().forEach((name, value) -> output.text("    " + name + ": " + value + "\n"));
    }
    if (mute > 0) {
      output.text(
          mute + (mute == 1 ? " file defines" : " files define") + " no function to call\n");
    }
  }

  /** As the member {@code called}. */
  public static void write(JsonWriter out, List<LibraryAnswers> all) throws IOException {
    out.name("called").beginArray();
    for (LibraryAnswers answers : all) {
      out.beginObject();
      out.name("path").value(answers.library().path());
      out.name("provider").value(answers.library().provider().orElse(null));
      for (LibraryAnswers.Statement statement : answers.statements()) {
        out.name(statement.about().toLowerCase(java.util.Locale.ROOT)).beginObject();
        out.name("file").value(statement.byFile().orElse(null));
        out.name("call").value(statement.byCall().orElse(null));
        out.endObject();
      }
      out.name("kernel").value(answers.kernel().orElse(null));
      out.name("answers").beginObject();
      for (Map.Entry<String, String> answer : answers.values().entrySet()) {
        out.name(answer.getKey()).value(answer.getValue());
      }
      out.endObject();
      out.name("silence").value(answers.silence().orElse(null));
      out.name("broken").value(answers.broken().map(broken -> broken.detail()).orElse(null));
      out.endObject();
    }
    out.endArray();
  }
}
