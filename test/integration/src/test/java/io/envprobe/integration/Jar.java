package io.envprobe.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;

/** The runnable jar of this build, run as a process. */
final class Jar {
  static final Path ROOT = Path.of(System.getProperty("envprobe.root"));
  static final Path FILE = ROOT.resolve("cli/target/probe.jar");

  /** What a process left behind. */
  record Result(int exit, String output, String error) {
    @Override
    public String toString() {
      return "exit " + exit + "\n" + output + "\n" + error;
    }
  }

  private Jar() {}

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Runs the jar. */
  static Result run(String... words) {
    return runWith("", words);
  }

  /** Runs the jar with a text on standard input. */
  static Result runWith(String input, String... words) {
    return start(command(words), input, Map.of(), ROOT);
  }

  /** The words that start the jar. */
  static List<String> command(String... words) {
    List<String> command =
        new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-jar", FILE.toString()));
    command.addAll(List.of(words));
    return command;
  }

  /**
   * Runs any command, with variables changed (an empty value removes one), for at most two minutes.
   */
  static Result start(
      List<String> command, String input, Map<String, String> variables, Path directory) {
    try {
      Path output = Files.createTempFile("envprobe-it", ".out");
      Path error = Files.createTempFile("envprobe-it", ".err");
      Path in = Files.createTempFile("envprobe-it", ".in");
      Files.writeString(in, input);
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.directory(directory.toFile());
      variables.forEach(
          (name, value) -> {
            builder.environment().remove(name);
            if (!value.isEmpty()) {
              builder.environment().put(name, value);
            }
          });
      builder
          .redirectInput(in.toFile())
          .redirectOutput(output.toFile())
          .redirectError(error.toFile());
      Process process = builder.start();
      Assertions.assertTrue(process.waitFor(120, TimeUnit.SECONDS), "does not end: " + command);
      Result result =
          new Result(
              process.exitValue(),
              Files.readString(output, StandardCharsets.UTF_8),
              Files.readString(error, StandardCharsets.UTF_8));
      Files.delete(in);
      Files.delete(output);
      Files.delete(error);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
