package io.envprobe.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.cli.Program;
import io.envprobe.cli.argument.CommandSpec;
import io.envprobe.cli.argument.CommonOptions;
import io.envprobe.cli.argument.Option;
import io.envprobe.cli.machine.Machines;
import io.envprobe.fact.FactKey;
import io.envprobe.marker.MarkerName;
import io.envprobe.marker.MarkerNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages of the reference that are generated, and what every page must keep. */
final class ReferenceTest {
  @Test
  void theReferenceOfCommandsIsGeneratedFromTheirTable() throws IOException {
    StringBuilder page = new StringBuilder("# Commands\n\n");
    page.append("Generated from the table of commands in `io.envprobe.cli`; do not edit.\n\n");
    page.append("| exit code | meaning |\n|---|---|\n");
    page.append("| 0 | true, compatible, nothing found wrong |\n");
    page.append("| 1 | false, incompatible, a finding of severity error |\n");
    page.append("| 2 | usage, syntax, unreadable input |\n");
    page.append("| 3 | undetermined: a fact that decides is not known |\n");
    page.append("| 70 | an error of this program |\n\n");
    page.append("Commands that describe exit 0 whatever they found, unless `--strict` is given.\n");
    for (CommandSpec command : new Program(new Machines()).commands()) {
      page.append("\n## ").append(command.name()).append("\n\n");
      page.append("`probe ").append(command.name()).append(" [OPTION…]");
      page.append(command.parameters().isEmpty() ? "" : " " + command.parameters()).append("`\n\n");
      page.append(capital(command.summary())).append(".\n");
      options(page, command.options());
      if (command.readsMachine()) {
        page.append("\nTakes the options that say [which machine](#which-machine) is meant.\n");
      }
    }
    page.append("\n## Which machine\n");
    options(page, CommonOptions.MACHINE);
    page.append("\n## Everywhere\n");
    options(page, CommonOptions.EVERYWHERE);
    DocumentsTest.assertPage("docs/reference/commands.md", page.toString());
  }

  private static void options(StringBuilder page, List<Option> options) {
    if (!options.isEmpty()) {
      page.append("\n| option | meaning |\n|---|---|\n");
    }
    for (Option option : options) {
      page.append("| `").append(option.name());
      page.append(option.takesValue() ? " " + option.value().replace("|", "\\|") : "");
      page.append("` | ").append(capital(option.meaning()).replace("|", "\\|")).append(" |\n");
    }
  }

  @Test
  void theReferenceOfMarkersIsGeneratedFromTheNames() throws IOException {
    StringBuilder page = new StringBuilder("# Marker names\n\n");
    page.append("Generated from the names in `io.envprobe.marker`; do not edit.\n\n");
    page.append("`NAME == \"\"` is true exactly when the fact is absent, `NAME != \"\"` exactly ");
    page.append("when it is present; what is unknown makes a comparison UNKNOWN.\n");
    for (boolean extended : new boolean[] {false, true}) {
      page.append(extended ? "\n## Extended names\n\n" : "\n## Standard names\n\n");
      page.append("| name | type | meaning | facts |\n|---|---|---|---|\n");
      for (MarkerName name : MarkerNames.all()) {
        if (name.isExtended() == extended) {
          page.append("| `").append(name.name()).append("` | ").append(name.type().label());
          boolean told = name.scheme().isEmpty() || name.type().label().contains(name.scheme());
          page.append(told ? "" : " (" + name.scheme() + ")").append(" | ");
          page.append(name.meaning()).append(" | ");
          TreeSet<String> facts = new TreeSet<>();
          for (FactKey<?> fact : name.facts()) {
            facts.add("`" + fact.name() + "`");
          }
          page.append(String.join(", ", facts)).append(" |\n");
        }
      }
    }
    DocumentsTest.assertPage("docs/reference/markers.md", page.toString());
  }

  private static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  @Test
  void everyLinkBetweenPagesLeadsSomewhere() throws IOException {
    Pattern link = Pattern.compile("\\]\\(([^)#:\\s]+)(#[^)]*)?\\)");
    int links = 0;
    for (Path page : pages()) {
      Matcher matcher = link.matcher(Files.readString(page));
      while (matcher.find()) {
        Path target = page.resolveSibling(matcher.group(1)).normalize();
        assertTrue(Files.exists(target), page + " links to " + matcher.group(1));
        links++;
      }
    }
    assertTrue(links > 10, "only " + links + " links were found");
  }

  @Test
  void everyPageIsReachedFromTheReadme() throws IOException {
    TreeSet<String> unread = new TreeSet<>();
    Path root = DocumentsTest.root();
    for (Path page : pages()) {
      String name = root.relativize(page).toString();
      if (name.startsWith("docs/") && !name.startsWith("docs/adr/")) {
        unread.add(page.getFileName().toString());
      }
    }
    String told =
        Files.readString(root.resolve("README.md"))
            + Files.readString(root.resolve("docs/README.md"));
    unread.removeIf(name -> name.equals("README.md") || told.contains(name));
    assertEquals(new TreeSet<>(), unread);
  }

  private static List<Path> pages() throws IOException {
    Path root = DocumentsTest.root();
    try (Stream<Path> docs = Files.walk(root.resolve("docs"));
        Stream<Path> top = Files.list(root)) {
      return Stream.concat(docs, top)
          .filter(path -> path.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }
}
