package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about native libraries and about two machines. */
class LibsIT {
  private static JsonObject json(Jar.Result result) {
    return JsonParser.parseString(result.output()).getAsJsonObject();
  }

  private static Jar.Result run(Map<String, String> variables, String... words) {
    List<String> command = new ArrayList<>(List.of(Jar.java(), "-jar", Jar.FILE.toString()));
    command.addAll(List.of(words));
    return Jar.start(command, "", variables, Jar.ROOT);
  }

  @Test
  void allListsLibrariesVariablesAndPackageDatabases() {
    Jar.Result page = Jar.run("libs", "--all");
    assertEquals(0, page.exit(), page.toString());
    assertTrue(page.output().contains("Libraries that the loader sees"), page.output());
    assertTrue(page.output().contains("LD_AUDIT"), page.output());
    JsonObject facts = json(Jar.run("libs", "--json")).getAsJsonObject("facts");
    assertTrue(
        facts.has("libs.visible") && facts.has("packages.installed"), facts.keySet().toString());
  }

  @Test
  void whyNamesEveryPlaceThatWasLookedAt() {
    JsonObject why =
        json(run(Map.of("LD_LIBRARY_PATH", "/nowhere"), "libs", "--why", "libgone.so.9", "--json"))
            .getAsJsonObject("why");
    assertTrue(why.get("path").isJsonNull(), why.toString());
    JsonArray places = why.getAsJsonArray("places");
    assertEquals("LD_LIBRARY_PATH", places.get(0).getAsJsonObject().get("source").getAsString());
    assertEquals(1, Jar.run("libs", "--why", "libgone.so.9", "--strict").exit());
  }

  @Test
  void aDirectoryIsOnThePathOrNot() {
    Jar.Result no = Jar.run("libs", "--search-path", "/nowhere/at/all");
    assertEquals("/nowhere/at/all is not on the path\n", no.output());
    assertEquals(2, Jar.run("libs", "/nowhere").exit());
  }

  @Test
  void theDifferenceOfTwoMachinesNamesTheVariable(@TempDir Path folder) {
    String before = folder.resolve("a.json").toString();
    String after = folder.resolve("b.zip").toString();
    assertEquals(0, Jar.run("record", "--profile-only", "-o", before).exit());
    assertEquals(0, run(Map.of("LD_LIBRARY_PATH", "/nowhere"), "record", "-o", after).exit());
    Jar.Result same = Jar.run("diff", before, before);
    assertEquals(0, same.exit(), same.toString());
    Jar.Result other = Jar.run("diff", "--json", before, after);
    assertEquals(1, other.exit(), other.toString());
    JsonObject first = json(other).getAsJsonArray("changes").get(0).getAsJsonObject();
    assertEquals("LD_LIBRARY_PATH", first.get("item").getAsString(), other.output());
    Jar.Result why = Jar.run("libs", "--replay", after, "--why", "libc.so.6", "--json");
    assertTrue(json(why).getAsJsonObject("why").get("path").isJsonPrimitive(), why.toString());
  }
}
