package io.envprobe.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfRequirements;
import io.envprobe.binaries.ElfSymbol;
import io.envprobe.binaries.ElfSymbols;
import io.envprobe.binaries.audit.PlatformPolicies;
import io.envprobe.binaries.audit.Portability;
import io.envprobe.libs.Platforms;
import io.envprobe.testkit.Conformance;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The lowest platform of each file of the corpus, and what stands in the way. */
class ElfVerdictsTest {
  @Test
  void everyFileGetsItsVerdict() throws IOException {
    PlatformPolicies policies = Platforms.manylinux();
    List<String> failures = new ArrayList<>();
    List<JsonObject> cases = Conformance.cases("elf/elf/manifest.json");
    for (JsonObject item : cases) {
      String name = item.get("file").getAsString();
      ByteSource source = ByteSource.of(Files.readAllBytes(Conformance.file("elf/elf/" + name)));
      ElfFile file = ElfFile.read(source).content().orElseThrow();
      List<ElfSymbol> undefined =
          ElfSymbols.readUndefined(source, file)
              .content()
              .map(ElfSymbols::undefined)
              .orElse(List.of());
      Portability actual =
          Portability.of(file, ElfRequirements.of(file, undefined), undefined, policies);
      JsonObject verdict = item.getAsJsonObject("verdict");
      String expected = expected(verdict);
      if (!expected.equals(text(actual))) {
        failures.add(name + "\n  expected " + expected + "\n  actual   " + text(actual));
      }
    }
    assertEquals(
        "",
        String.join("\n", failures.subList(0, Math.min(20, failures.size()))),
        failures.size() + " of " + cases.size() + " differ");
  }

  private static String expected(JsonObject verdict) {
    JsonElement tag = verdict.get("min_glibc_tag");
    return "tag "
        + (tag.isJsonNull() ? "none" : tag.getAsString())
        + ", by "
        + strings(verdict.getAsJsonArray("decided_by"))
        + ", external "
        + strings(verdict.getAsJsonArray("external_libs"))
        + ", blockers "
        + strings(verdict.getAsJsonArray("blockers"))
        + ", limits "
        + strings(verdict.getAsJsonArray("limits"));
  }

  private static String text(Portability portability) {
    return "tag "
        + portability.tag().orElse("none")
        + ", by "
        + portability.decidedBy()
        + ", external "
        + portability.externalLibraries()
        + ", blockers "
        + portability.blockers().stream().map(issue -> code(portability, issue)).toList()
        + ", limits "
        + portability.limits().stream().map(issue -> code(portability, issue)).toList();
  }

  /** The corpus' words for an issue. */
  private static String code(Portability portability, Portability.Issue issue) {
    return switch (issue.kind()) {
      case X86_64_LEVEL -> "X86_64_" + issue.subject().toUpperCase(Locale.ROOT);
      case FLOAT_ABI ->
          portability.architecture().replaceAll("[0-9]", "").toUpperCase(Locale.ROOT)
              + "_FLOAT_ABI:"
              + issue.subject();
      case EXECUTABLE_STACK -> "EXECSTACK: dlopen refused by glibc >= 2.41";
      case KERNEL -> "KERNEL>=" + issue.subject() + " (enforced by glibc <= 2.35 only)";
      default -> issue.code();
    };
  }

  private static List<String> strings(JsonArray array) {
    List<String> strings = new ArrayList<>();
    if (array != null) {
      array.forEach(element -> strings.add(element.getAsString()));
    }
    return strings;
  }
}
