package io.envprobe.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PomExpressionsTest {
  @TempDir private Path directory;

  private void pom(String place, String content) throws IOException {
    Path file = directory.resolve(place);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "<project>" + content + "</project>");
  }

  private static String profile(String name) {
    return "<profiles><profile><activation><property><name>"
        + name
        + "</name></property></activation><modules><module>more</module></modules></profile></profiles>";
  }

  @Test
  void modulesOfProfilesAndParentsAreReadAndEachOnce() throws IOException {
    pom("parent/pom.xml", profile("envprobe:os_id == \"debian\""));
    pom(
        "root/pom.xml",
        "<parent><relativePath>../parent</relativePath></parent>"
            + "<modules><module>one</module></modules>"
            + profile("!envprobe:libc_name == \"musl\""));
    pom("root/one/pom.xml", profile("ci") + "<modules><module>..</module></modules>");
    pom("root/more/pom.xml", profile("envprobe:gpu_count >= \"1\""));
    assertEquals(
        Set.of("os_id == \"debian\"", "libc_name == \"musl\"", "gpu_count >= \"1\""),
        PomExpressions.of(directory.resolve("root/pom.xml")));
  }

  @Test
  void whatIsNoPomIsLeftToMaven() throws IOException {
    Files.writeString(directory.resolve("pom.xml"), "<project><profiles>");
    assertEquals(Set.of(), PomExpressions.of(directory.resolve("pom.xml")));
    assertEquals(Set.of(), PomExpressions.of(directory.resolve("none.xml")));
  }
}
