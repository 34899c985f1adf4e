package io.envprobe.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.blas.Rule;
import io.envprobe.fact.FactCatalogue;
import io.envprobe.fact.FactKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Generated pages are what the code would generate; -Denvprobe.update=true writes them. */
final class DocumentsTest {
  static Path root() {
    for (Path directory = Path.of("").toAbsolutePath();
        directory != null;
        directory = directory.getParent()) {
      if (Files.isDirectory(directory.resolve("probe-core"))) {
        return directory;
      }
    }
    throw new IllegalStateException("not inside the project");
  }

  static void assertPage(String name, String expected) throws IOException {
    Path page = root().resolve(name);
    if (Boolean.getBoolean("envprobe.update")) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, expected);
    }
    assertTrue(Files.exists(page), name + " is missing; run with -Denvprobe.update=true");
    assertEquals(
        expected, Files.readString(page), name + " is stale; run with -Denvprobe.update=true");
  }

  @Test
  void theReferenceOfFactsIsGeneratedFromTheCatalogue() throws IOException {
    StringBuilder page = new StringBuilder();
    page.append("# Facts\n\nGenerated from the catalogue in `io.envprobe.fact`; do not edit.\n\n");
    page.append("| key | type | meaning | source |\n|---|---|---|---|\n");
    for (FactKey<?> key : FactCatalogue.all()) {
      String type =
          key.scheme().isEmpty()
              ? key.type().name()
              : key.type().name() + " (" + key.scheme() + ")";
      page.append("| `").append(key.name()).append("` | ").append(type).append(" | ");
      page.append(capital(key.meaning())).append(" | ").append(key.source()).append(" |\n");
    }
    assertPage("docs/reference/facts.md", page.toString());
  }

  @Test
  void theReferenceOfRulesIsGeneratedFromTheirTable() throws IOException {
    StringBuilder page = new StringBuilder();
    page.append("# Rules about numerical libraries\n\nGenerated from the table in");
    page.append(" `io.envprobe.blas`; do not edit. `blas`, `openmp` and `process` apply them to");
    page.append(" what is installed on a machine, in an environment or in wheels, to what a");
    page.append(" process maps and to what a program would load.\n\n");
    page.append("| rule | severity | raised when | over | drawn from | remedy |\n");
    page.append("|---|---|---|---|---|---|\n");
    for (Rule rule : Rule.all()) {
      page.append("| ").append(rule.id()).append(' ').append(rule.title()).append(" | ");
      page.append(rule.severity().name().toLowerCase(Locale.ROOT)).append(" | ");
      page.append(capital(rule.condition())).append(" | ");
      page.append(String.join(", ", rule.scopes())).append(" | ").append(rule.evidence());
      page.append(" | ").append(rule.remedy()).append(" |\n");
    }
    assertPage("docs/reference/rules.md", page.toString());
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
