package io.envprobe.binaries;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LdConfTest {
  private static final String CONF = "/etc/ld.so.conf";

  @Test
  void dropsCommentsBlanksAndRelativeDirectories() throws IOException {
    assertEquals(
        List.of("/a b:3", "/c:/d:4"),
        paths(Map.of(CONF, "# x\n\n \t/a b// # y\r\n/c:/d\nrel\nhwcap 1 x\n/\n/a b\n")));
  }

  @Test
  void includesSortedGlobsRelativeToTheIncludingFile() throws IOException {
    Map<String, String> files =
        Map.of(
            CONF,
            "/first\ninclude ld.so.conf.d/*.conf\t/etc/none\n/last\n",
            "/etc/ld.so.conf.d/b.conf",
            "/b",
            "/etc/ld.so.conf.d/a1.conf",
            "/a1",
            "/etc/ld.so.conf.d/.hidden.conf",
            "/hidden",
            "/etc/ld.so.conf.d/c.txt",
            "/c");
    assertEquals(List.of("/first:1", "/a1:1", "/b:1", "/last:3"), paths(files));
  }

  @Test
  void matchesSetsAndQuestionMarks() throws IOException {
    Map<String, String> files =
        Map.of(
            CONF,
            "include /etc/?[!b-c]/[x]*y\n",
            "/etc/1a/xzy",
            "/found",
            "/etc/1b/xzy",
            "/not",
            "/etc/1a/xz",
            "/neither");
    assertEquals(List.of("/found:1"), paths(files));
  }

  @Test
  void endsAnIncludeThatLeadsBackToItself() throws IOException {
    LdConf conf = LdConf.read(CONF, new Texts(Map.of(CONF, "include " + CONF + "\n/a\n")));
    assertEquals("/a", conf.directories().get(0).path());
    assertEquals("conf-include-cycle", conf.defects().get(0).code());
  }

  private static List<String> paths(Map<String, String> files) throws IOException {
    return LdConf.read(CONF, new Texts(files)).directories().stream()
        .map(directory -> directory.path() + ":" + directory.line())
        .toList();
  }

  private record Texts(Map<String, String> files) implements LdConf.Files {
    @Override
    public Optional<String> text(String path) {
      return Optional.ofNullable(files.get(path));
    }

    @Override
    public List<String> names(String directory) {
      String prefix = directory.endsWith("/") ? directory : directory + "/";
      return files.keySet().stream()
          .filter(path -> path.startsWith(prefix))
          .map(path -> path.substring(prefix.length()).split("/", -1)[0])
          .distinct()
          .toList();
    }
  }
}
