package io.envprobe.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts on programs that this test builds, each held against an attempt to start it. */
final class CheckIT {
  /** GNU_PROPERTY_X86_ISA_1_NEEDED; a level is a bit, and the loader refuses bits it has not. */
  private static final int ISA_NEEDED = 0xc0008002;

  private static final String LEVEL_4_MASKED = "glibc.cpu.hwcaps=-AVX512F";

  @TempDir private Path directory;

  private Path source(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  /** Compiles in the directory; a machine without a compiler for Linux on x86-64 skips the test. */
  private void compile(String... words) {
    boolean linux =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64")
            && Files.isExecutable(Path.of("/usr/bin/gcc"));
    assumeTrue(linux, "a C compiler for Linux on x86-64");
    List<String> command = new ArrayList<>(List.of("/usr/bin/gcc"));
    command.addAll(List.of(words));
    Jar.Result result = Jar.start(command, "", Map.of(), directory);
    assertEquals(0, result.exit(), result.toString());
  }

  private Path library(String name, String versions, String... functions) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String function : functions) {
      text.append("int ").append(function).append("(void){return 0;}\n");
    }
    Path code = source("library.c", text.toString());
    Path map = source("library.map", versions);
    Path file = directory.resolve(name);
    compile(
        "-shared",
        "-fPIC",
        "-nostdlib",
        "-Wl,-soname," + name,
        "-Wl,--version-script=" + map,
        code.toString(),
        "-o",
        file.toString());
    return file;
  }

  /** The exit code of the check, after an attempt to start the program agreed with it. */
  private JsonObject check(Path program, Map<String, String> variables) {
    Jar.Result started = Jar.start(List.of(program.toString()), "", variables, directory);
    List<String> command =
        List.of(
            Jar.java(),
            "-XX:TieredStopAtLevel=1",
            "-jar",
            Jar.FILE.toString(),
            "check",
            "--json",
            program.toString());
    Jar.Result judged = Jar.start(command, "", variables, Jar.ROOT);
    assertEquals(started.exit() == 0 ? 0 : 1, judged.exit(), started + "\n" + judged);
    return JsonParser.parseString(judged.output()).getAsJsonObject();
  }

  private static String reasons(JsonObject answer) {
    StringBuilder text = new StringBuilder();
    answer
        .getAsJsonArray("reasons")
        .forEach(reason -> text.append(reason.getAsJsonObject().get("condition").getAsString()));
    return text.toString();
  }

  private Path user() throws IOException {
    Path library =
        library(
            "libdep.so.1", "DEP_1 { global: one; };\nDEP_2 { global: two; } DEP_1;", "one", "two");
    Path code = source("user.c", "int two(void);\nint main(void){return two();}\n");
    Path program = directory.resolve("user");
    compile(code.toString(), "-o", program.toString(), library.toString(), "-Wl,-rpath,$ORIGIN");
    return program;
  }

  @Test
  void aProgramThatStartsIsCompatible() throws IOException {
    assertEquals("compatible", check(user(), Map.of()).get("verdict").getAsString());
  }

  @Test
  void aProgramWhoseLibraryIsGoneIsNot() throws IOException {
    Path program = user();
    Files.delete(directory.resolve("libdep.so.1"));
    assertTrue(reasons(check(program, Map.of())).contains("library libdep.so.1"));
  }

  @Test
  void aProgramWhoseLibraryLacksAVersionIsNot() throws IOException {
    Path program = user();
    library("libdep.so.1", "DEP_1 { global: one; };", "one");
    assertTrue(reasons(check(program, Map.of())).contains("DEP_2 of libdep.so.1"));
  }

  @Test
  void aProgramForANewerGlibcIsNotAndTheReasonNamesTheSymbol() throws IOException {
    Path future = library("libc.so.6", "GLIBC_2.99 { global: future; };", "future");
    Path code =
        source(
            "newer.c",
            "int future(void);\nvolatile int no;\nvoid _start(void){ if (no) future();\n"
                + "__asm__ volatile(\"mov $60,%eax; xor %edi,%edi; syscall\"); }\n");
    Path program = directory.resolve("newer");
    compile(
        "-nostdlib", "-nostartfiles", code.toString(), "-o", program.toString(), future.toString());
    JsonObject answer = check(program, Map.of());
    assertTrue(reasons(answer).contains("GLIBC_2.99 of libc.so.6"), answer.toString());
    assertTrue(answer.toString().contains("for future"), answer.toString());
  }

  @Test
  void aProgramForAHigherLevelStartsOnlyWhereTheLoaderSeesThatLevel() throws IOException {
    Path code = source("level.c", "int main(void){return 0;}\n");
    for (String level : List.of("v2", "v3", "v4")) {
      Path program = directory.resolve("level-" + level);
      compile(code.toString(), "-o", program.toString(), "-Wl,-z,x86-64-" + level);
      check(program, Map.of());
    }
    check(directory.resolve("level-v4"), Map.of("GLIBC_TUNABLES", LEVEL_4_MASKED));
  }

  @Test
  void aProgramForALevelThatNoProcessorHasDoesNotStartAnywhere() throws IOException {
    Path code = source("level.c", "int main(void){return 0;}\n");
    Path program = directory.resolve("level-5");
    compile(code.toString(), "-o", program.toString(), "-Wl,-z,x86-64-v4");
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(program)).order(ByteOrder.LITTLE_ENDIAN);
    int property = 0;
    while (bytes.getInt(property) != ISA_NEEDED) {
      property++;
    }
    bytes.putInt(property + 8, 1 << 4);
    Files.write(program, bytes.array());
    JsonObject answer = check(program, Map.of());
    assertEquals("incompatible", answer.get("verdict").getAsString());
    assertTrue(reasons(answer).contains("x86-64-v5"), answer.toString());
    assertTrue(answer.toString().contains("level-5 needs x86-64-v5"), answer.toString());
  }

  @Test
  void selectTakesTheProgramThatStarts() throws IOException {
    Path works = user();
    Path other = Files.copy(works, directory.resolve("other"));
    library("libgone.so.1", "GONE { global: gone; };", "gone");
    Path code = source("gone.c", "int gone(void);\nint main(void){return gone();}\n");
    Path broken = directory.resolve("broken");
    compile(code.toString(), "-o", broken.toString(), directory.resolve("libgone.so.1").toString());
    Jar.Result result = Jar.run("select", broken.toString(), works.toString(), other.toString());
    assertEquals(0, result.exit(), result.toString());
    assertEquals("user\n", result.output());
    assertTrue(result.error().contains("a tie"), result.error());
  }

  @Test
  void whatCannotBeReadIsAnErrorWithItsPlace() throws IOException {
    Path document =
        source(
            "a.requirement.json",
            "{\"$schema\":\"https://envprobe.io/schema/requirement-1.json\",\n\"requires\":[7]}");
    Jar.Result result = Jar.run("check", "--json", document.toString());
    assertEquals(2, result.exit(), result.toString());
    JsonObject error =
        JsonParser.parseString(result.output()).getAsJsonObject().getAsJsonObject("error");
    assertEquals("input", error.get("kind").getAsString());
    assertEquals(Files.readString(document).indexOf('7'), error.get("offset").getAsInt());
  }

  @Test
  void aMatrixOfMachinesHasAVerdictEach() throws IOException {
    Jar.Result result =
        Jar.run(
            "check",
            "--json",
            "--matrix",
            "@debian-12",
            "--matrix",
            "@ubuntu-24.04",
            "glibc_version >= '2.38'");
    assertEquals(1, result.exit(), result.toString());
    JsonObject answer = JsonParser.parseString(result.output()).getAsJsonObject();
    List<String> verdicts = new ArrayList<>();
    answer
        .getAsJsonArray("checks")
        .forEach(each -> verdicts.add(each.getAsJsonObject().get("verdict").getAsString()));
    assertEquals(List.of("incompatible", "compatible"), verdicts);
  }
}
