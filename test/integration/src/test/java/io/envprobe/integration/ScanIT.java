package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Artifacts through the jar: exit codes and the shape of JSON. */
final class ScanIT {
  private static Path archive(Path directory, String member) throws IOException {
    Path file = directory.resolve("a.zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(member));
      zip.write(new byte[] {1, 2, 3});
    }
    return file;
  }

  @Test
  void jsonHasFilesAndFindings(@TempDir Path directory) throws IOException {
    Jar.Result result = Jar.run("scan", "--json", archive(directory, "x").toString());
    assertEquals(0, result.exit(), result.toString());
    JsonObject json = JsonParser.parseString(result.output()).getAsJsonObject();
    assertEquals(0, json.getAsJsonArray("files").size());
    assertEquals(0, json.getAsJsonArray("findings").size());
    assertEquals(
        "zip",
        json.getAsJsonArray("containers").get(0).getAsJsonObject().get("kind").getAsString());
  }

  @Test
  void findingsOfSeverityErrorCountWithStrictOnly(@TempDir Path directory) throws IOException {
    String file = archive(directory, "../x").toString();
    assertEquals(0, Jar.run("scan", file).exit());
    Jar.Result strict = Jar.run("scan", "--strict", file);
    assertEquals(1, strict.exit());
    assertTrue(strict.output().contains("archive.member-name"), strict.toString());
  }

  @Test
  void whatCannotBeReadOrUnderstoodExitsTwo(@TempDir Path directory) throws IOException {
    assertEquals(2, Jar.run("scan", directory.resolve("none").toString()).exit());
    assertEquals(2, Jar.run("scan").exit());
    assertEquals(
        2, Jar.run("scan", "--against", "nothing", archive(directory, "x").toString()).exit());
    assertEquals(2, Jar.run("process", "x").exit());
  }
}
