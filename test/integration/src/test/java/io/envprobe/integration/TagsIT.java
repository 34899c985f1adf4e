package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command tags: formats, overrides, packages with variants, and vocabularies of others. */
final class TagsIT {
  private static final String MACHINE = "test/hosts/ubuntu-24.04-x86_64/profile.json";

  private static Jar.Result with(Map<String, String> variables, String... words) {
    List<String> command =
        new ArrayList<>(
            List.of(Jar.java(), "-XX:TieredStopAtLevel=1", "-jar", Jar.FILE.toString()));
    command.addAll(List.of(words));
    return Jar.start(command, "", variables, Jar.ROOT);
  }

  @Test
  void theFormatsAreThoseOfTheirReaders() {
    Jar.Result env = Jar.run("tags", "go", "--format", "env", "--profile", MACHINE);
    assertEquals(0, env.exit(), env.toString());
    assertTrue(env.output().startsWith("ENVPROBE_GO_GOOS=linux\n"), env.output());
    Jar.Result json = Jar.run("tags", "go", "--format", "json", "--profile", MACHINE);
    JsonObject object = JsonParser.parseString(json.output()).getAsJsonObject();
    assertEquals("go", object.get("vocabulary").getAsString());
    Jar.Result nfd = Jar.run("tags", "--format", "nfd", "--profile", MACHINE);
    assertTrue(nfd.output().startsWith("probe.host/libc=glibc\n"), nfd.output());
    Jar.Result lock = Jar.run("tags", "--format", "variant-lock", "--profile", MACHINE);
    assertTrue(lock.output().contains("namespace = \"x86_64\""), lock.output());
    assertEquals(2, Jar.run("tags", "oci", "--format", "nfd", "--profile", MACHINE).exit());
    assertEquals(2, Jar.run("tags", "oci", "--format", "xml", "--profile", MACHINE).exit());
  }

  @Test
  void condaTakesTheOverridesOfTheEnvironmentAndTheFactIsDeclared() {
    Map<String, String> override = Map.of("CONDA_OVERRIDE_GLIBC", "2.17");
    Jar.Result tags = with(override, "tags", "conda", "--no-native");
    assertTrue(tags.output().contains("__glibc=2.17=0\n"), tags.toString());
    Jar.Result facts = with(override, "facts", "env.overrides", "--json");
    JsonObject fact =
        JsonParser.parseString(facts.output())
            .getAsJsonObject()
            .getAsJsonObject("facts")
            .getAsJsonObject("env.overrides");
    assertEquals("DECLARED", fact.get("origin").getAsString());
  }

  @Test
  void thePackagesProvidersAnswerForItsVariants(@TempDir Path directory) throws IOException {
    Path document = directory.resolve("acme-1.0-variants.json");
    Files.writeString(
        document,
        "{\"$schema\":\"https://variants-schema.wheelnext.dev/v0.0.3.json\",\"default-priorities\":"
            + "{\"namespace\":[\"x86_64\"]},\"providers\":{\"x86_64\":{\"requires\":"
            + "[\"provider-variant-x86-64\"],\"plugin-api\":\"provider_variant_x86_64.plugin:X8664Plugin\"}},"
            + "\"variants\":{\"v3\":{\"x86_64\":{\"level\":[\"v3\"]}},\"null\":{}}}");
    Jar.Result result =
        Jar.run("tags", "variants", "--variants-json", document.toString(), "--profile", MACHINE);
    assertEquals(0, result.exit(), result.toString());
    assertTrue(result.output().lines().allMatch(line -> line.startsWith("x86_64 :: ")));
    assertTrue(result.error().contains("variants that fit: v3, null"), result.error());
    Path list = directory.resolve("list.toml");
    Files.writeString(
        list, "[[provider]]\nnamespace = \"x86_64\"\nproperties = {level=[\"v1\"]}\n");
    Jar.Result listed =
        Jar.run(
            "tags",
            "--variants-json",
            document.toString(),
            "--static-list",
            list.toString(),
            "--profile",
            MACHINE);
    assertTrue(listed.error().contains("variants that fit: null"), listed.error());
    assertEquals(2, Jar.run("tags", "--static-list", list.toString(), "--profile", MACHINE).exit());
  }

  @Test
  void strictExitsThreeWhereAWordIsNotKnown() {
    assertEquals(3, Jar.run("tags", "oci", "--strict", "--profile", "@debian-12").exit());
    assertEquals(0, Jar.run("tags", "npm", "--strict", "--profile", "@debian-12").exit());
    assertEquals(0, Jar.run("tags", "oci", "--profile", "@debian-12").exit());
  }

  @Test
  void aVocabularyOfAnotherJarIsOneLikeTheOthers(@TempDir Path directory) throws IOException {
    Path jar = jar(directory);
    List<String> command =
        List.of(
            Jar.java(),
            "-cp",
            Jar.FILE + System.getProperty("path.separator") + jar,
            "io.envprobe.cli.Main",
            "tags",
            "acme",
            "--profile",
            MACHINE);
    Jar.Result result = Jar.start(command, "", Map.of(), Jar.ROOT);
    assertEquals("acme-linux\n", result.output(), result.toString());
    List<String> why = new ArrayList<>(command);
    why.addAll(List.of("--why", "acme-macos"));
    assertEquals(
        "acme-macos: out: os.name is linux\nnearest that is in: acme-linux\n",
        Jar.start(why, "", Map.of(), Jar.ROOT).output());
    List<String> all = new ArrayList<>(command);
    all.remove("acme");
    assertTrue(
        Jar.start(all, "", Map.of(), Jar.ROOT).output().contains("\nacme      acme-linux\n"));
  }

  /** A jar with one vocabulary, compiled against the public API of this one. */
  private static Path jar(Path directory) throws IOException {
    Path source = directory.resolve("Acme.java");
    Files.writeString(
        source,
        "package acme;\n"
            + "import io.envprobe.fact.*;\n"
            + "import io.envprobe.tag.*;\n"
            + "import java.util.*;\n"
            + "public final class Acme implements Vocabulary {\n"
            + "  public String name() { return \"acme\"; }\n"
            + "  public String title() { return \"Acme\"; }\n"
            + "  public String specification() { return \"https://example.org\"; }\n"
            + "  public Set<FactKey<?>> facts() { return Set.of(OsFacts.OS_NAME); }\n"
            + "  public TagSet tags(Profile profile, TagOptions options) {\n"
            + "    return new TagSet(name(), List.of(Tag.of(\"acme-\" +"
            + " profile.reading(OsFacts.OS_NAME).asOptional().orElse(\"\"),"
            + " List.of(OsFacts.OS_NAME))), List.of());\n"
            + "  }\n"
            + "}\n");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path classes = Files.createDirectories(directory.resolve("classes"));
    int exit =
        compiler.run(
            null,
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            "-cp",
            Jar.FILE.toString(),
            "-proc:none",
            "-d",
            classes.toString(),
            source.toString());
    assertEquals(0, exit, "it compiles against the jar");
    Path jar = directory.resolve("acme.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("acme/Acme.class"));
      out.write(Files.readAllBytes(classes.resolve("acme/Acme.class")));
      out.putNextEntry(new JarEntry("META-INF/services/io.envprobe.tag.Vocabulary"));
      out.write("acme.Acme\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return jar;
  }
}
