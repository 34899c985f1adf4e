package io.envprobe.startpack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Adds to the runnable jar the classes of a list once more: in the order of the list, in a jar of
 * their own, none of it compressed; {@code io.envprobe.cli.Start} reads it.
 *
 * <p>A class that is listed and no longer there is left out: the list only makes the start quicker,
 * and a test tells when it is out of date.
 */
public final class StartPack {
  private static final String PIECE = "io/envprobe/cli/start.jar";

  /** The same in every build, so that two builds of one commit give identical jars. */
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  private StartPack() {}

  /** Takes the list, a class name a line, and the jar, which is replaced. */
  public static void main(String[] arguments) throws IOException {
    List<String> names = Files.readAllLines(Path.of(arguments[0]));
    Path jar = Path.of(arguments[1]);
    Path replacement = Path.of(arguments[1] + ".new");
    try (ZipFile from = new ZipFile(jar.toFile());
        OutputStream file = Files.newOutputStream(replacement);
        ZipOutputStream to = new ZipOutputStream(file)) {
      for (ZipEntry each : Collections.list(from.entries())) {
        // Every start reads the names of all entries; those of directories say nothing.
        if (!each.isDirectory() && !each.getName().equals(PIECE)) {
          ZipEntry entry = new ZipEntry(each.getName());
          entry.setTimeLocal(each.getTimeLocal());
          to.putNextEntry(entry);
          to.write(content(from, each));
          to.closeEntry();
        }
      }
      addStored(to, PIECE, piece(from, names));
    }
    Files.move(replacement, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] piece(ZipFile jar, List<String> names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream piece = new ZipOutputStream(bytes)) {
      for (String name : withUnnamed(jar, names)) {
        addStored(piece, name, content(jar, jar.getEntry(name)));
      }
    }
    return bytes.toByteArray();
  }

  /** A class that only one branch of a listed one needs has a number for a name. */
  private static Set<String> withUnnamed(ZipFile jar, List<String> names) {
    Set<String> entries = new LinkedHashSet<>();
    for (String name : names) {
      String path = name.replace('.', '/');
      if (jar.getEntry(path + ".class") != null) {
        entries.add(path + ".class");
      }
      for (int number = 1; jar.getEntry(path + "$" + number + ".class") != null; number++) {
        entries.add(path + "$" + number + ".class");
      }
    }
    return entries;
  }

  private static byte[] content(ZipFile jar, ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static void addStored(ZipOutputStream to, String name, byte[] bytes) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setTimeLocal(TIME);
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    to.putNextEntry(entry);
    to.write(bytes);
    to.closeEntry();
  }
}
