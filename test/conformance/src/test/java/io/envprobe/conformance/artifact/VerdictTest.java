package io.envprobe.conformance.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.envprobe.artifact.ArtifactReport;
import io.envprobe.artifact.ArtifactScanner;
import io.envprobe.artifact.NativeFile;
import io.envprobe.artifact.Portability;
import io.envprobe.host.LiveInputs;
import io.envprobe.testkit.Conformance;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final String FOLDER = "elf/elf/";
  private static final int SHOWN = 20;

  @Test
  void judgesEveryElfFile() {
    List<String> wrong = new ArrayList<>();
    int files = 0;
    for (JsonObject row : Conformance.cases(FOLDER + "manifest.json")) {
      files++;
      String name = row.get("file").getAsString();
      JsonObject verdict = row.getAsJsonObject("verdict");
      Portability found = scan(FOLDER + name).portability().orElseThrow();
      compare(wrong, name, "blockers", set(verdict, "blockers"), new TreeSet<>(found.blockers()));
      compare(wrong, name, "limits", set(verdict, "limits"), new TreeSet<>(found.limits()));
      Optional<String> tag = found.minimumTag().filter(text -> text.startsWith("manylinux"));
      compare(wrong, name, "tag", text(verdict, "min_glibc_tag"), tag);
      if (verdict.has("decided_by")) {
        compare(
            wrong, name, "reasons", set(verdict, "decided_by"), new TreeSet<>(found.decidedBy()));
        compare(
            wrong,
            name,
            "libraries",
            set(verdict, "external_libs"),
            new TreeSet<>(found.externalLibraries()));
        compare(
            wrong, name, "portable", verdict.get("portable").getAsBoolean(), found.isPortable());
      }
    }
    none(wrong);
    assertTrue(files > 0);
  }

  @Test
  void agreesWithThePoliciesOfRepairToolsWhereTheManifestSeesNoDifference() {
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (JsonObject row : Conformance.cases(FOLDER + "manifest.json")) {
      JsonObject peer = row.getAsJsonObject("auditwheel_6_8_1");
      boolean differs = row.has("differs_from_auditwheel");
      // Without a C library of its own a file is judged by the peer's host; musl it does not judge.
      if (differs || !peer.has("overall") || !text(peer, "libc").equals(Optional.of("glibc"))) {
        continue;
      }
      compared++;
      String name = row.get("file").getAsString();
      NativeFile file = scan(FOLDER + name);
      compare(
          wrong,
          name,
          "policy",
          text(peer, "overall"),
          file.portability().orElseThrow().policyTag());
    }
    none(wrong);
    assertTrue(compared > 0);
  }

  private static NativeFile scan(String relative) {
    ArtifactReport report =
        ArtifactScanner.of(new LiveInputs(InputStream.nullInputStream()))
            .scan(List.of(Conformance.file(relative).toString()))
            .answer()
            .orElseThrow();
    assertEquals(1, report.files().size(), relative);
    return report.files().get(0);
  }

  private static Set<String> set(JsonObject object, String member) {
    Set<String> texts = new TreeSet<>();
    JsonElement value = object.get(member);
    if (value instanceof JsonArray array) {
      array.forEach(each -> texts.add(each.getAsString()));
    }
    return texts;
  }

  private static Optional<String> text(JsonObject object, String member) {
    JsonElement value = object.get(member);
    return value == null || value.isJsonNull()
        ? Optional.empty()
        : Optional.of(value.getAsString());
  }

  private static void compare(
      List<String> wrong, String file, String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      wrong.add(file + " " + what + ": expected " + expected + ", found " + found);
    }
  }

  private static void none(List<String> wrong) {
    assertEquals(
        0,
        wrong.size(),
        () ->
            wrong.size()
                + " differences, the first ones:\n"
                + String.join("\n", wrong.subList(0, Math.min(SHOWN, wrong.size()))));
  }
}
