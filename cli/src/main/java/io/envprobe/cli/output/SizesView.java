package io.envprobe.cli.output;

import com.google.gson.stream.JsonWriter;
import io.envprobe.artifact.LibrarySize;
import java.io.IOException;
import java.util.List;

/** The room that libraries take, for a person and as JSON. */
public final class SizesView {
  private static final int SHOWN = 40;

  private SizesView() {}

  /** Shows the largest, and the sum. */
  public static void show(Output output, List<LibrarySize> sizes) {
    Columns columns = new Columns();
    long bytes = 0;
    long duplicate = 0;
    for (int i = 0; i < sizes.size(); i++) {
      LibrarySize size = sizes.get(i);
      bytes += size.bytes();
      duplicate += size.duplicateBytes();
      if (i < SHOWN) {
        columns.row().cell("  " + size.name()).cell(size.architecture());
        columns.cell(ScanView.size(size.bytes()));
        columns.cell(
            size.copies() == 1
                ? ""
                : size.copies() + " copies, " + size.different() + " different");
        columns.cell(
            size.duplicateBytes() == 0 ? "" : ScanView.size(size.duplicateBytes()) + " twice");
      }
    }
    output.text(output.style().strong("\nsizes") + "\n" + columns.text());
    output.text(
        (sizes.size() > SHOWN ? "  … " + (sizes.size() - SHOWN) + " more\n" : "")
            + "  together "
            + ScanView.size(bytes)
            + ", of which "
            + ScanView.size(duplicate)
            + " are there twice\n");
  }

  /** The member {@code sizes} of a JSON object. */
  public static void write(JsonWriter out, List<LibrarySize> sizes) throws IOException {
    out.name("sizes").beginArray();
    for (LibrarySize size : sizes) {
      out.beginObject().name("name").value(size.name());
      out.name("architecture").value(size.architecture());
      out.name("copies").value(size.copies());
      out.name("different").value(size.different());
      out.name("bytes").value(size.bytes());
      out.name("duplicate_bytes").value(size.duplicateBytes()).endObject();
    }
    out.endArray();
  }
}
