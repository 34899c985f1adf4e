package io.envprobe.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Builds a small tree of files and links. */
public final class TemporaryTree {
  private final Path root;

  /** A tree below a directory. */
  public TemporaryTree(Path root) {
    this.root = root;
  }

  /** The directory. */
  public Path root() {
    return root;
  }

  /** Adds a file. */
  public TemporaryTree file(String path, String content) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, content.getBytes(StandardCharsets.UTF_8));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a symbolic link with exactly that text. */
  public TemporaryTree link(String path, String target) {
    try {
      Path link = root.resolve(path);
      Files.createDirectories(link.getParent());
      Files.createSymbolicLink(link, Path.of(target));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
