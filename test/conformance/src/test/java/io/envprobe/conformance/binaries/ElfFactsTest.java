package io.envprobe.conformance.binaries;

import com.google.gson.JsonObject;
import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.Defect;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ReadResult;
import io.envprobe.testkit.Conformance;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElfFactsTest {
  @Test
  void findsTheFactsOfEveryElfFile() throws IOException {
    Differences differences = new Differences();
    for (JsonObject row : Conformance.cases("elf/elf/manifest.json")) {
      String name = row.get("file").getAsString();
      ByteSource source = source("elf/elf/" + name);
      ReadResult<ElfFile> read = ElfFile.read(source);
      differences.compare(name, row.getAsJsonObject("facts"), ElfFacts.facts(source, read));
      differences.compare(
          name,
          row.getAsJsonObject("derived"),
          ElfFacts.derived(source, read.content().orElseThrow()));
    }
    differences.none(2);
  }

  @Test
  void findsWhatIsSoundInEveryMalformedElfFile() throws IOException {
    Differences differences = new Differences();
    for (JsonObject row : Conformance.cases("elf/elf-malformed/manifest.json")) {
      String name = row.get("file").getAsString();
      ByteSource source = source("elf/elf-malformed/" + name);
      ReadResult<ElfFile> read = ElfFile.read(source);
      JsonObject reference = row.getAsJsonObject("reference");
      if (row.get("expect").getAsString().equals("reject")) {
        List<String> codes = read.defects().stream().map(Defect::code).toList();
        differences.compare(name, false, read.content().isPresent());
        differences.compare(name, List.of(reference.get("reason").getAsString()), codes);
      } else if (read.content().isEmpty()) {
        differences.compare(name, "a file", "a rejection");
      } else {
        differences.compare(name, reference.getAsJsonObject("facts"), ElfFacts.facts(source, read));
        differences.compare(
            name,
            reference.getAsJsonObject("derived"),
            ElfFacts.derived(source, read.content().get()));
      }
    }
    differences.none(2);
  }

  private static ByteSource source(String relative) throws IOException {
    return ByteSource.of(Files.readAllBytes(Conformance.file(relative)));
  }
}
