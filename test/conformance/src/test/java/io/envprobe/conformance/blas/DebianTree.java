package io.envprobe.conformance.blas;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A tree of unpacked Debian packages with alternatives in a certain state. The machine's own are
 * not touched.
 */
final class DebianTree {
  private static final List<String> SYSTEM = List.of("libc6", "libgcc-s1", "libquadmath0");

  private final Path root;

  private DebianTree(Path root) {
    this.root = root;
  }

  /** The packages of a manifest and the C library, with every link of one state. */
  static DebianTree of(JsonObject manifest, Map<String, JsonObject> selection, Path root)
      throws IOException, InterruptedException {
    List<String> packages = new ArrayList<>(LibrariesConformanceTest.packages(manifest));
    packages.addAll(SYSTEM);
    Path unpacked = Packages.debian(packages);
    for (String directory : List.of("usr/lib", "usr/lib64", "usr/bin", "etc", "var")) {
      Files.createDirectories(root.resolve(directory));
    }
    copy(unpacked.resolve("usr"), root.resolve("usr"));
    copy(unpacked.resolve("lib"), root.resolve("usr/lib"));
    copy(unpacked.resolve("lib64"), root.resolve("usr/lib64"));
    Files.createSymbolicLink(root.resolve("lib"), Path.of("usr/lib"));
    Files.createSymbolicLink(root.resolve("lib64"), Path.of("usr/lib64"));
    Files.deleteIfExists(root.resolve("usr/lib64/ld-linux-x86-64.so.2"));
    Files.createSymbolicLink(
        root.resolve("usr/lib64/ld-linux-x86-64.so.2"),
        Path.of("../lib/x86_64-linux-gnu/ld-linux-x86-64.so.2"));
    DebianTree tree = new DebianTree(root);
    tree.alternatives(manifest.getAsJsonArray("alternatives"), selection);
    return tree;
  }

  Path root() {
    return root;
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path link = to.resolve(from.relativize(path).toString());
        if (Files.isSymbolicLink(path)) {
          Files.createDirectories(link.getParent());
          Files.deleteIfExists(link);
          Files.createSymbolicLink(link, Files.readSymbolicLink(path));
        } else if (Files.isDirectory(path)) {
          Files.createDirectories(link);
        } else if (path.toString().contains(".so") || path.toString().endsWith(".pc")) {
          Files.createDirectories(link.getParent());
          Files.deleteIfExists(link);
          Files.createLink(link, path);
        }
      }
    }
  }

  /** A group's candidates are those that the state's packages can have brought. */
  private void alternatives(JsonArray groups, Map<String, JsonObject> selection)
      throws IOException {
    Path database = Files.createDirectories(root.resolve("var/lib/dpkg/alternatives"));
    Path registry = Files.createDirectories(root.resolve("etc/alternatives"));
    for (JsonElement element : groups) {
      JsonObject group = element.getAsJsonObject();
      String name = group.get("name").getAsString();
      JsonObject state = selection.get(name);
      if (state == null) {
        continue;
      }
      String value = state.get("value").getAsString();
      JsonObject choices = group.getAsJsonObject("choices");
      int highest = choices.get(value).getAsInt();
      StringBuilder text = new StringBuilder(state.get("mode").getAsString());
      text.append('\n').append(group.get("link").getAsString()).append("\n\n");
      for (Map.Entry<String, JsonElement> choice : choices.entrySet()) {
        if (choice.getValue().getAsInt() <= highest) {
          text.append(choice.getKey()).append('\n').append(choice.getValue()).append('\n');
        }
      }
      Files.writeString(database.resolve(name), text + "\n", StandardCharsets.UTF_8);
      Files.deleteIfExists(registry.resolve(name));
      Files.createSymbolicLink(registry.resolve(name), Path.of(value));
      Path link = root.resolve(group.get("link").getAsString().substring(1));
      Files.createDirectories(link.getParent());
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, Path.of("/etc/alternatives/" + name));
    }
  }

  /** The final state of every group. */
  static Map<String, JsonObject> last(JsonObject manifest) {
    Map<String, JsonObject> selection = new java.util.TreeMap<>();
    for (JsonElement element : manifest.getAsJsonArray("alternatives")) {
      JsonObject group = element.getAsJsonObject();
      JsonObject state = new JsonObject();
      state.addProperty("mode", group.get("status").getAsString());
      state.addProperty("value", group.get("value").getAsString());
      selection.put(group.get("name").getAsString(), state);
    }
    return selection;
  }

  /** A program that needs LAPACK and BLAS by the interface's names. */
  String program() throws IOException, InterruptedException {
    Path source = Files.createTempFile("solve", ".c");
    Files.writeString(
        source,
        "double ddot_(int*,double*,int*,double*,int*);\n"
            + "void dgesv_(int*,int*,double*,int*,int*,double*,int*,int*);\n"
            + "int main(void){int n=2,o=1,p[2],i;double a[4]={2,0,0,4},b[2]={1,1};\n"
            + "dgesv_(&n,&o,a,&n,p,b,&n,&i);return (int)ddot_(&n,b,&o,b,&o);}\n",
        StandardCharsets.UTF_8);
    String libraries = root.resolve("usr/lib/x86_64-linux-gnu").toString();
    Process compiler =
        new ProcessBuilder(
                "gcc",
                "-o",
                root.resolve("usr/bin/solve").toString(),
                source.toString(),
                "-Wl,--no-as-needed",
                "-Wl,--allow-shlib-undefined",
                libraries + "/lapack/liblapack.so.3",
                libraries + "/blas/libblas.so.3")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    compiler.waitFor(1, TimeUnit.MINUTES);
    Files.delete(source);
    return "/usr/bin/solve";
  }
}
