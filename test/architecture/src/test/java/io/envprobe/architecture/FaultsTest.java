package io.envprobe.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of faults names tests that exist. */
final class FaultsTest {
  private static final Pattern NAMED = Pattern.compile("`(\\w+)\\.(\\w+)`");

  @Test
  void everyFaultOfDevicesIsHeldByTestsThatExist() throws IOException {
    Map<String, String> sources = tests();
    List<String> missing = new ArrayList<>();
    int faults = 0;
    Path page = DocumentsTest.root().resolve("docs/reference/gpu-faults.md");
    for (String line : Files.readAllLines(page)) {
      if (line.matches("\\| \\d+ \\|.*")) {
        faults++;
        assertTrue(line.startsWith("| " + faults + " |"), line);
        Matcher matcher = NAMED.matcher(line);
        int named = 0;
        while (matcher.find()) {
          named++;
          String source = sources.getOrDefault(matcher.group(1), "");
          if (!source.contains("void " + matcher.group(2) + "(")) {
            missing.add(matcher.group(1) + "." + matcher.group(2));
          }
        }
        assertTrue(named > 0, line);
      }
    }
    assertEquals(54, faults);
    assertEquals(List.of(), missing);
  }

  /** The texts of test classes by their simple name; several of one name are joined. */
  private static Map<String, String> tests() throws IOException {
    Map<String, String> sources = new HashMap<>();
    try (Stream<Path> files = Files.walk(DocumentsTest.root())) {
      for (Path file : files.filter(FaultsTest::isTest).toList()) {
        String name = file.getFileName().toString();
        sources.merge(
            name.substring(0, name.length() - ".java".length()),
            Files.readString(file),
            String::concat);
      }
    }
    return sources;
  }

  private static boolean isTest(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.contains("/src/test/java/")
        && (path.endsWith("Test.java") || path.endsWith("IT.java"));
  }
}
