package io.envprobe.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The entry of the run in which a launcher makes an archive of loaded classes: loads every class of
 * a common start, so that the archive does not depend on which of them this run happens to need,
 * and then starts {@link Main}.
 */
public final class Archive {
  private Archive() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] words) throws IOException, ClassNotFoundException {
    InputStream piece = Objects.requireNonNull(Archive.class.getResourceAsStream(Start.PIECE));
    try (ZipInputStream jar = new ZipInputStream(piece)) {
      for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
        String path = entry.getName();
        String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
        Class.forName(name, false, Archive.class.getClassLoader());
      }
    }
    Main.main(words);
  }
}
