package io.envprobe.conformance.tag;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfFile;
import io.envprobe.conformance.version.Failures;
import io.envprobe.testkit.Conformance;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PythonElfConformanceTest {
  @Test
  void readsOfAnInterpreterWhatTheManylinuxChecksNeed() throws IOException {
    Failures failures = new Failures();
    for (JsonObject row : Conformance.cases("markers/elf.json")) {
      String note = Json.text(row, "note");
      byte[] image = Base64.getDecoder().decode(Json.text(row, "image_base64"));
      Optional<ElfFile> file = ElfFile.read(ByteSource.of(image)).content();
      JsonElement expected = row.get("expected");
      failures.check(note + " is ELF", expected.isJsonObject(), file.isPresent());
      failures.check(
          note + " is armhf",
          row.get("is_armhf").getAsBoolean(),
          file.isPresent() && file.get().header().isArmHardFloat());
      failures.check(
          note + " is i686",
          row.get("is_i686").getAsBoolean(),
          file.isPresent() && file.get().header().isI386());
      if (expected.isJsonObject() && file.isPresent()) {
        JsonObject header = expected.getAsJsonObject();
        failures.check(
            note + " class", header.get("class").getAsInt() * 32, file.get().header().bits());
        failures.check(
            note + " data",
            header.get("data").getAsInt() == 1,
            file.get().header().isLittleEndian());
        failures.check(
            note + " machine", header.get("machine").getAsInt(), file.get().header().machine());
        failures.check(
            note + " flags", header.get("flags").getAsLong(), file.get().header().flags());
        failures.check(
            note + " interpreter", Json.findText(header, "interpreter"), file.get().interpreter());
      }
    }
    failures.report();
  }
}
