package io.envprobe.cli.output;

import com.google.gson.stream.JsonWriter;
import io.envprobe.artifact.GpuSummary;
import io.envprobe.binaries.gpu.AmdImage;
import io.envprobe.binaries.gpu.GpuCode;
import io.envprobe.binaries.gpu.GpuImage;
import io.envprobe.binaries.gpu.GpuModule;
import io.envprobe.binaries.gpu.NvidiaImage;
import java.io.IOException;
import java.util.Locale;

/** Code for graphics processors, as JSON; modules that are alike are told once. */
final class GpuJson {
  private GpuJson() {}

  static void write(JsonWriter out, GpuCode code) throws IOException {
    GpuSummary summary = GpuSummary.of(code);
    out.name("gpu").beginObject();
    out.name("form").value(lower(code.form()));
    out.name("modules").value(code.modules().size());
    out.name("everywhere").beginArray();
    for (String target : summary.everywhere()) {
      out.value(target);
    }
    out.endArray();
    out.name("somewhere").beginObject();
    for (var entry : summary.somewhere().entrySet()) {
      out.name(entry.getKey()).value(entry.getValue());
    }
    out.endObject();
    out.name("groups").beginArray();
    for (GpuSummary.Group group : summary.groups()) {
      group(out, group);
    }
    out.endArray();
    out.endObject();
  }

  private static void group(JsonWriter out, GpuSummary.Group group) throws IOException {
    GpuModule module = group.example();
    out.beginObject();
    out.name("count").value(group.count());
    out.name("section").value(module.section());
    out.name("linked").value(module.linked());
    out.name("sound").value(module.sound());
    out.name("images").beginArray();
    for (GpuImage image : module.images()) {
      out.beginObject();
      if (image instanceof NvidiaImage nvidia) {
        nvidia(out, nvidia);
      } else if (image instanceof AmdImage amd) {
        out.name("kind").value("bundle");
        out.name("target").value(amd.id());
      }
      out.name("compression").value(lower(image.compression()));
      out.endObject();
    }
    out.endArray();
    out.endObject();
  }

  private static void nvidia(JsonWriter out, NvidiaImage image) throws IOException {
    String kind =
        switch (image.kind()) {
          case PTX -> "ptx";
          case CUBIN -> "elf";
          case LTO_IR -> "ltoir";
          case OTHER -> "kind" + image.kindNumber();
        };
    out.name("kind").value(kind);
    out.name("sm").value(image.target().number());
    out.name("suffix").value(image.target().reach().suffix());
    if (image.version().isPresent()) {
      out.name("version").value(image.version().get());
    }
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
