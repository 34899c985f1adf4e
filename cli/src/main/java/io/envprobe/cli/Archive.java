package io.envprobe.cli;

import io.envprobe.cli.machine.Machines;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The entry of the run from which a launcher makes an archive of loaded classes: loads every class
 * of a common start, so that the archive does not depend on which of them this machine happens to
 * need, and then runs common commands for what they load of Java itself.
 */
public final class Archive {
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("--version"),
          List.of("tags"),
          List.of("tags", "python"),
          List.of("eval", "glibc_version >= \"2\" and \"sse2\" in cpu_features"));

  private Archive() {}

  /** Does it; the answers of the commands go nowhere. */
  public static void main(String[] words) throws IOException, ClassNotFoundException {
    InputStream piece = Objects.requireNonNull(Archive.class.getResourceAsStream(Start.PIECE));
    try (ZipInputStream jar = new ZipInputStream(piece)) {
      for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
        String path = entry.getName();
        String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
        Class.forName(name, false, Archive.class.getClassLoader());
      }
    }
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Program program = new Program(new Machines());
    for (List<String> command : COMMANDS) {
      program.run(command, Main.streams(nowhere, nowhere));
    }
  }
}
