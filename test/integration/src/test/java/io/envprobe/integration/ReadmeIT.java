package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the README shows is what the program prints on the machine that it names, and what the
 * samples hold.
 */
final class ReadmeIT {
  private static final String HOST = "test/hosts/debian-12-zen-4/profile.json";

  private static List<String> fences(String language) throws IOException {
    List<String> fences = new ArrayList<>();
    String readme = Files.readString(Jar.ROOT.resolve("README.md"));
    String open = "```" + language + "\n";
    for (int at = readme.indexOf(open); at >= 0; at = readme.indexOf(open, at + 1)) {
      fences.add(readme.substring(at + open.length(), readme.indexOf("```", at + open.length())));
    }
    return fences;
  }

  /** Words of a command line, with single quotes as in a shell. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i <= line.length(); i++) {
      char c = i < line.length() ? line.charAt(i) : ' ';
      if (c == '\'') {
        quoted = !quoted;
      } else if (c == ' ' && !quoted) {
        words.add(word.toString());
        word.setLength(0);
      } else {
        word.append(c);
      }
    }
    return words;
  }

  @Test
  void everyCommandPrintsWhatIsShown() throws IOException {
    int commands = 0;
    for (String fence : fences("console")) {
      for (String block : fence.split("(?m)^\\$ \\./probe ", -1)) {
        if (block.isEmpty()) {
          continue;
        }
        int end = block.indexOf('\n');
        List<String> words = new ArrayList<>(words(block.substring(0, end)));
        words.addAll(List.of("--profile", HOST));
        assertEquals(
            block.substring(end + 1),
            Jar.run(words.toArray(new String[0])).output(),
            words.toString());
        commands++;
      }
    }
    assertTrue(commands >= 5, "only " + commands + " commands are shown");
  }

  @Test
  void theJavaCodeIsThatOfASample() throws IOException {
    String sample =
        Files.readString(
            Jar.ROOT.resolve("samples/src/main/java/io/envprobe/samples/PrintTags.java"));
    for (String fence : fences("java")) {
      String code = fence.indent(4);
      assertTrue(sample.contains(code), code);
    }
  }

  @Test
  void theVersionsOfJavaAndMavenAreThoseThatTheBuildAsksFor() throws IOException {
    String readme = Files.readString(Jar.ROOT.resolve("README.md"));
    String pom = Files.readString(Jar.ROOT.resolve("pom.xml"));
    assertTrue(readme.contains("A JDK, 17 or newer, and Maven, 3.8.7 or newer"));
    assertTrue(
        pom.contains("<version>[17,26)</version>") && pom.contains("<version>[3.8.7,)</version>"));
  }
}
