package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the README and the pages under docs show is what the program prints on the machine that they
 * name, and what the samples hold.
 */
final class ReadmeIT {
  private static final String HOST = "test/hosts/debian-12-zen-4/profile.json";

  /** Commands that look at no machine, or name theirs themselves. */
  private static final Set<String> WITHOUT_MACHINE =
      Set.of("lint", "version", "diff", "fleet", "validate");

  private static final Set<String> MACHINES =
      Set.of("--profile", "--matrix", "--against", "--replay", "--sysroot");

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(Jar.ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(Jar.ROOT.resolve("README.md")), docs.sorted())
          .filter(page -> page.toString().endsWith(".md"))
          .toList();
    }
  }

  private static List<String> fences(Path page, String language) throws IOException {
    List<String> fences = new ArrayList<>();
    String text = Files.readString(page);
    String open = "```" + language + "\n";
    for (int at = text.indexOf(open); at >= 0; at = text.indexOf(open, at + 1)) {
      fences.add(text.substring(at + open.length(), text.indexOf("```", at + open.length())));
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

  private record Shown(Path page, List<String> words, String output) {}

  private static List<Shown> shown(Path page) throws IOException {
    List<Shown> shown = new ArrayList<>();
    for (String fence : fences(page, "console")) {
      assertTrue(fence.startsWith("$ ./probe "), page + ": only ./probe is run: " + fence);
      for (String block : fence.split("(?m)^\\$ \\./probe ", -1)) {
        if (!block.isEmpty()) {
          int end = block.indexOf('\n');
          List<String> words = new ArrayList<>(words(block.substring(0, end)));
          if (!WITHOUT_MACHINE.contains(words.get(0)) && Collections.disjoint(words, MACHINES)) {
            words.addAll(List.of("--profile", HOST));
          }
          shown.add(new Shown(page, words, block.substring(end + 1)));
        }
      }
    }
    return shown;
  }

  @Test
  void everyCommandPrintsWhatIsShown() throws IOException {
    List<Shown> all = new ArrayList<>();
    StringBuilder requests = new StringBuilder();
    for (Path page : pages()) {
      for (Shown one : shown(page)) {
        requests.append("{\"id\":").append(all.size()).append(",\"args\":");
        requests.append(new Gson().toJson(one.words())).append("}\n");
        all.add(one);
      }
    }
    String[] answers = Jar.runWith(requests.toString(), "batch").output().split("\n", -1);
    assertTrue(all.size() >= 25, "only " + all.size() + " commands are shown");
    for (int i = 0; i < all.size(); i++) {
      Shown one = all.get(i);
      JsonObject answer = JsonParser.parseString(answers[i]).getAsJsonObject();
      assertEquals(
          one.output(), answer.get("stdout").getAsString(), one.page() + ": " + one.words());
    }
  }

  @Test
  void theJavaCodeIsThatOfASample() throws IOException {
    StringBuilder samples = new StringBuilder();
    try (Stream<Path> files = Files.walk(Jar.ROOT.resolve("samples"))) {
      for (Path file : files.filter(name -> name.toString().endsWith(".java")).toList()) {
        samples.append(Files.readString(file));
      }
    }
    int found = 0;
    for (Path page : pages()) {
      for (String fence : fences(page, "java")) {
        String code = fence.indent(4);
        assertTrue(samples.indexOf(code) >= 0, page + ": " + code);
        found++;
      }
    }
    assertTrue(found > 0, "no Java code is shown");
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
