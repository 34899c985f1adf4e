package io.envprobe.testkit;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * The folder of conformance cases: where the system property {@code envprobe.conformance} points,
 * otherwise {@code ../shared/conformance} beside the project.
 */
public final class Conformance {
  private Conformance() {}

  /**
   * A file of the folder; the test is reported as skipped, with a line on stderr, when the folder
   * is not there.
   */
  public static Path file(String relative) {
    Optional<Path> folder = folder();
    if (folder.isEmpty()) {
      System.err.println(
          "CONFORMANCE CASES NOT FOUND: "
              + relative
              + " was not run; set -Denvprobe.conformance=DIR");
    }
    Assumptions.assumeTrue(folder.isPresent(), "no conformance folder");
    return folder.orElseThrow().resolve(relative);
  }

  /**
   * The cases of a JSON file: the array itself, or the member {@code cases} or {@code files} of an
   * object.
   */
  public static List<JsonObject> cases(String relative) {
    JsonElement root = json(relative);
    JsonArray array;
    if (root.isJsonArray()) {
      array = root.getAsJsonArray();
    } else {
      JsonObject object = root.getAsJsonObject();
      array = object.getAsJsonArray(object.has("cases") ? "cases" : "files");
    }
    List<JsonObject> cases = new ArrayList<>();
    array.forEach(element -> cases.add(element.getAsJsonObject()));
    return cases;
  }

  /** A JSON file of the folder. */
  public static JsonElement json(String relative) {
    try (Reader reader = Files.newBufferedReader(file(relative))) {
      return JsonParser.parseReader(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> folder() {
    String property = System.getProperty("envprobe.conformance");
    if (property != null) {
      return Optional.of(Path.of(property));
    }
    for (Path directory = Path.of("").toAbsolutePath();
        directory != null;
        directory = directory.getParent()) {
      if (Files.isDirectory(directory.resolve("probe-core"))) {
        return Optional.of(directory.resolveSibling("shared").resolve("conformance"))
            .filter(Files::isDirectory);
      }
    }
    return Optional.empty();
  }
}
