package io.envprobe.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.tag.Tag;
import io.envprobe.tag.TagSet;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TagFormatsTest {
  private static final List<String> HOSTILE =
      List.of(
          "it's",
          "$(touch x)",
          "`id`",
          "a b",
          "\"q\"",
          "back\\slash",
          "tab\there",
          " lead",
          "#x",
          "!x",
          "x=y:z",
          "é",
          "",
          "*",
          "~",
          "-n");

  private static TagSet set(String vocabulary, String label, String... words) {
    List<Tag> tags = new ArrayList<>();
    for (String word : words) {
      tags.add(new Tag(label, word, List.of()));
    }
    return new TagSet(vocabulary, tags, List.of());
  }

  private static String env(TagSet set) {
    return TagFormats.env(List.of(set), new ArrayList<>());
  }

  @Test
  void aShellGetsTheBestWordAndAllOfThem() {
    assertEquals("ENVPROBE_NPM_OS=linux\n", env(set("npm", "os", "linux")));
    assertEquals(
        "ENVPROBE_OCI=linux/amd64/v2\nENVPROBE_OCI_ALL=linux/amd64/v2,linux/amd64/v1\n",
        env(set("oci", "", "linux/amd64/v2", "linux/amd64/v1")));
    assertEquals(
        "ENVPROBE_MAVEN_OS_DETECTED_NAME=osx\n", env(set("maven", "os.detected.name", "osx")));
  }

  @Test
  void aShellReadsEveryWordBackAsItIs(@TempDir Path directory)
      throws IOException, InterruptedException {
    for (String word : HOSTILE) {
      List<String> leftOut = new ArrayList<>();
      String text = TagFormats.env(List.of(set("acme", "word", word)), leftOut);
      if (word.indexOf('\t') >= 0) {
        assertEquals(List.of("ENVPROBE_ACME_WORD"), leftOut);
        continue;
      }
      Path script = directory.resolve("script");
      Files.writeString(script, text + "printf %s \"$ENVPROBE_ACME_WORD\"\n");
      Process shell =
          new ProcessBuilder("/bin/sh", script.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, shell.waitFor());
      assertEquals(word, read, text);
    }
  }

  @Test
  void aLineBreakNeverMakesASecondAssignment() {
    List<String> leftOut = new ArrayList<>();
    String text = TagFormats.env(List.of(set("acme", "word", "x\nPATH=/evil", "good")), leftOut);
    assertEquals("", text);
    assertEquals(List.of("ENVPROBE_ACME_WORD", "ENVPROBE_ACME_WORD_ALL"), leftOut);
  }

  @Test
  void aWordWithACommaIsNotPutInAList() {
    List<String> leftOut = new ArrayList<>();
    assertEquals(
        "ENVPROBE_ACME=a,b\n", TagFormats.env(List.of(set("acme", "", "a,b", "c")), leftOut));
    assertEquals(List.of("ENVPROBE_ACME_ALL"), leftOut);
  }

  @Test
  void gitHubGetsSeveralLinesBetweenDelimitersThatNoWordHas() {
    assertEquals(
        "ENVPROBE_OCI=a\nENVPROBE_OCI_ALL<<ENVPROBE_END\na\nb\nENVPROBE_END\n",
        TagFormats.github(List.of(set("oci", "", "a", "b"))));
    assertEquals(
        "ENVPROBE_OCI<<ENVPROBE_END_0\nx\nENVPROBE_END\nPATH=/evil\nENVPROBE_END_0\n",
        TagFormats.github(List.of(set("oci", "", "x\nENVPROBE_END\nPATH=/evil"))));
  }

  @Test
  void javaReadsEveryPropertyBackAsItIs() throws IOException {
    List<String> words = new ArrayList<>(HOSTILE);
    words.add("two\nlines\r\f");
    for (String word : words) {
      Properties read = new Properties();
      read.load(
          new StringReader(TagFormats.properties(List.of(set("acme", "a b=c:d#", word, "z")))));
      assertEquals(word, read.getProperty("acme.a b=c:d#"));
      assertEquals(word + ",z", read.getProperty("acme.a b=c:d#.all"));
      assertEquals(2, read.size());
    }
  }

  @Test
  void nodeFeatureDiscoveryGetsOnlyWhatItDoesNotFindItselfAndOnlyValuesOfLabels() {
    TagSet nfd =
        new TagSet(
            "nfd",
            List.of(
                new Tag("feature.node.kubernetes.io/kernel-version.full", "6.1", List.of()),
                new Tag("", "feature.node.kubernetes.io/cpu-cpuid.AVX2=true", List.of()),
                new Tag("probe.host/libc", "glibc", List.of()),
                new Tag("probe.host/odd", "-a b\n# +no-label\n" + "x".repeat(80), List.of())),
            List.of());
    String text = TagFormats.nfd(nfd);
    List<String> lines = text.lines().toList();
    assertEquals("probe.host/libc=glibc", lines.get(0));
    assertEquals(2, lines.size());
    String value = lines.get(1).substring("probe.host/odd=".length());
    assertTrue(value.matches("[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?"), value);
  }
}
