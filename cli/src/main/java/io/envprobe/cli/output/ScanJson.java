package io.envprobe.cli.output;

import com.google.gson.stream.JsonWriter;
import io.envprobe.artifact.ArtifactReport;
import io.envprobe.artifact.Container;
import io.envprobe.artifact.NativeFile;
import io.envprobe.artifact.Portability;
import io.envprobe.artifact.Wheel;
import io.envprobe.binaries.Defect;
import io.envprobe.json.FactJson;
import io.envprobe.requirement.LibraryOrigin;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** What artifacts need and carry, as JSON. */
public final class ScanJson {
  private final JsonWriter out;

  private ScanJson(JsonWriter out) {
    this.out = out;
  }

  /**
   * Writes the members of the answer.
   *
   * @param origins of the libraries that each file needs, in the order of the files; none where
   *     that was not asked
   */
  public static void write(JsonWriter out, ArtifactReport report, List<List<LibraryOrigin>> origins)
      throws IOException {
    ScanJson json = new ScanJson(out);
    out.name("files").beginArray();
    for (int i = 0; i < report.files().size(); i++) {
      json.file(report.files().get(i), i < origins.size() ? origins.get(i) : List.of());
    }
    out.endArray();
    out.name("containers").beginArray();
    for (Container container : report.containers()) {
      json.container(container);
    }
    out.endArray();
    out.name("findings");
    FactJson.findings(out, report.findings());
    out.name("statistics").beginObject();
    out.name("bytes_read").value(report.statistics().bytesRead());
    out.name("bytes_inflated").value(report.statistics().bytesInflated());
    out.name("bytes_total").value(report.statistics().bytesTotal());
    out.name("files_seen").value(report.statistics().filesSeen());
    out.endObject();
  }

  private void file(NativeFile file, List<LibraryOrigin> origins) throws IOException {
    out.beginObject();
    out.name("path").value(file.path());
    out.name("size").value(file.size());
    if (file.checksum().isPresent()) {
      String digits = Long.toHexString(file.checksum().getAsLong());
      out.name("crc32").value("0".repeat(8 - digits.length()) + digits);
    }
    out.name("format").value(file.format().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    out.name("architecture").value(file.architecture());
    out.name("type").value(file.type());
    text("soname", file.soname());
    text("original_name", file.originalName());
    text("interpreter", file.interpreter());
    texts("needed", file.needed());
    out.name("origins").beginArray();
    for (LibraryOrigin origin : origins) {
      out.beginObject().name("library").value(origin.library());
      out.name("from").value(origin.from().word());
      text("place", Optional.of(origin.place()).filter(place -> !place.isEmpty()));
      out.endObject();
    }
    out.endArray();
    texts("optional", file.optionalNeeds());
    texts("rpath", file.rpath());
    texts("runpath", file.runpath());
    text("libc", file.libc());
    out.name("versions").beginArray();
    for (NativeFile.VersionNeed need : file.versions()) {
      out.beginObject();
      out.name("library").value(need.library());
      out.name("version").value(need.version());
      out.name("weak").value(need.weak());
      texts("symbols", need.symbols());
      out.endObject();
    }
    out.endArray();
    texts("provides", file.provides());
    number("defined_symbols", file.definedSymbols());
    out.name("cxx").beginObject();
    text("imports", file.cxx().imports());
    text("exports", file.cxx().exports());
    text("libcxx", file.cxx().libcxx());
    out.endObject();
    texts("producers", file.producers());
    number("isa_needed", file.isaNeeded());
    number("isa_used", file.isaUsed());
    text("minimum_system", file.minimumSystem());
    if (file.gpu().isPresent() && !file.gpu().get().modules().isEmpty()) {
      GpuJson.write(out, file.gpu().get());
    }
    if (file.portability().isPresent()) {
      out.name("verdict");
      verdict(file.portability().get());
    }
    texts("unread", file.unread());
    out.name("defects").beginArray();
    for (Defect defect : file.defects()) {
      out.beginObject();
      out.name("code").value(defect.code());
      out.name("offset").value(defect.offset());
      out.name("message").value(defect.message());
      out.endObject();
    }
    out.endArray();
    out.endObject();
  }

  private void verdict(Portability portability) throws IOException {
    out.beginObject();
    text("architecture", portability.architecture());
    text("minimum_tag", portability.minimumTag());
    text("policy_tag", portability.policyTag());
    texts("decided_by", portability.decidedBy());
    texts("external_libs", portability.externalLibraries());
    texts("blockers", portability.blockers());
    texts("limits", portability.limits());
    out.name("portable").value(portability.isPortable());
    out.endObject();
  }

  private void container(Container container) throws IOException {
    out.beginObject();
    out.name("path").value(container.path());
    out.name("kind").value(container.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    out.name("members").value(container.members());
    out.name("size").value(container.size());
    if (container.wheel().isPresent()) {
      wheel(container.wheel().get());
    }
    texts("distributions", container.distributions());
    out.name("verdicts").beginArray();
    for (Portability portability : container.portability()) {
      verdict(portability);
    }
    out.endArray();
    out.endObject();
  }

  private void wheel(Wheel wheel) throws IOException {
    out.name("wheel").beginObject();
    text("name", wheel.name());
    text("version", wheel.version());
    texts("tags", wheel.tags());
    out.name("pure_python").value(wheel.purePython());
    texts("requires_external", wheel.externalRequirements());
    out.endObject();
  }

  private void text(String name, Optional<String> value) throws IOException {
    if (value.isPresent()) {
      out.name(name).value(value.get());
    }
  }

  private void number(String name, OptionalInt value) throws IOException {
    if (value.isPresent()) {
      out.name(name).value(value.getAsInt());
    }
  }

  private void texts(String name, List<String> values) throws IOException {
    out.name(name).beginArray();
    for (String value : values) {
      out.value(value);
    }
    out.endArray();
  }
}
