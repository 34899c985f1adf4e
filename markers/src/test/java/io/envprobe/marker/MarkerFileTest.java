package io.envprobe.marker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkerFileTest {

  private static List<String> found(MarkerFile format, String file) {
    return format.read(file).stream()
        .map(text -> text.line(0) + ":" + text.column(0) + " " + text)
        .toList();
  }

  @Test
  void findsTheRequirementsOfAProject() {
    String file =
        """
        [build-system]
        requires = ["setuptools>=61"] # "no"
        [project]
        name = "x"
        dependencies = [
          "a; os_name == 'nt'",
          'b', # "c"
          "d; os_name == \\"nt\\"",
        ]
        [project.optional-dependencies]
        gpu = ["e"]
        [dependency-groups]
        test = [{include-group = "x"}, "f"]
        [[packages]]
        marker = "os_name == 'posix'"
        """;
    assertEquals(
        List.of(
            "2:14 REQUIREMENT setuptools>=61",
            "6:4 REQUIREMENT a; os_name == 'nt'",
            "7:4 REQUIREMENT b",
            "8:4 REQUIREMENT d; os_name == \"nt\"",
            "11:9 REQUIREMENT e",
            "13:33 REQUIREMENT f",
            "15:11 MARKER os_name == 'posix'"),
        found(MarkerFile.TOML, file));
    LocatedText escaped = MarkerFile.TOML.read(file).get(3);
    assertEquals(20, escaped.column(escaped.text().indexOf("nt\"")));
  }

  @Test
  void findsTheLinesOfRequirements() {
    assertEquals(
        List.of("2:1 REQUIREMENT a>=1; os_name ", "5:1 REQUIREMENT b==1 "),
        found(
            MarkerFile.REQUIREMENTS,
            "# c\na>=1; \\\nos_name # why\n-r other.txt\nb==1 --hash=sha256:00\n\n"));
  }

  @Test
  void findsTheHeadersOfMetadataButNotItsBody() {
    assertEquals(
        List.of("2:16 REQUIREMENT a; extra == 'x'"),
        found(
            MarkerFile.METADATA,
            "Name: n\r\nRequires-Dist: a; extra == 'x'\r\n\r\nRequires-Dist: no\r\n"));
  }

  @Test
  void findsTheExpressionsOfAList() {
    assertEquals(
        List.of("2:2 MARKER os_name == 'a'", "4:1 MARKER x"),
        found(MarkerFile.LIST, "# c\n os_name == 'a' \n\nx"));
  }

  @Test
  void knowsFormatsByName() {
    assertEquals(MarkerFile.TOML, MarkerFile.of("a/pyproject.toml"));
    assertEquals(MarkerFile.REQUIREMENTS, MarkerFile.of("requirements-dev.txt"));
    assertEquals(MarkerFile.METADATA, MarkerFile.of("x.dist-info/METADATA"));
    assertEquals(MarkerFile.LIST, MarkerFile.of("markers.txt"));
  }

  @Test
  void placesTheEndsOfContinuedLines() {
    LocatedText text = MarkerFile.REQUIREMENTS.read("# c\n\na; \\\nos_name\n").get(0);
    assertEquals("a; os_name", text.text());
    assertEquals(List.of(3, 4, 4), List.of(text.line(2), text.line(3), text.line(10)));
    assertEquals(List.of(3, 1, 8), List.of(text.column(2), text.column(3), text.column(10)));
  }
}
