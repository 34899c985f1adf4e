package io.envprobe.host;

import io.envprobe.host.internal.FileAccess;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Files of this machine, relative to the working directory. */
public final class LiveInputs implements Inputs {
  private static final int LISTING_LIMIT = 1_000_000;
  private static final int PIECE = 1 << 13;

  private final InputStream standardInput;

  /** Inputs with this standard input. */
  public LiveInputs(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  /**
   * Standard input of this process without a buffer: a buffer asks how much more there is, which
   * files of {@code /proc} refuse.
   */
  public static InputStream standardInputOfProcess() {
    return new FileInputStream(FileDescriptor.in);
  }

  @Override
  public Outcome<byte[]> read(String name, int limit) {
    if (name.equals("-")) {
      return standardInput(limit);
    }
    Optional<Path> path = path(name);
    return path.isPresent() ? FileAccess.content(path.orElseThrow(), name, limit) : noName(name);
  }

  private Outcome<byte[]> standardInput(int limit) {
    // Not readNBytes: it may ask for the size first, which files of /proc refuse.
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    try {
      for (int read = standardInput.read(piece); read >= 0; read = standardInput.read(piece)) {
        content.write(piece, 0, read);
        if (content.size() > limit) {
          return Outcome.failed(
              FailureKind.TOO_LARGE, "standard input is larger than " + limit + " bytes");
        }
      }
      return Outcome.of(content.toByteArray());
    } catch (IOException e) {
      return FileAccess.failure(e, "standard input");
    }
  }

  @Override
  public Outcome<FileStatus> status(String name) {
    Optional<Path> path = path(name);
    return path.isPresent() ? FileAccess.status(path.orElseThrow(), name) : noName(name);
  }

  @Override
  public Outcome<List<String>> list(String directory) {
    Optional<Path> path = path(directory);
    return path.isPresent()
        ? FileAccess.list(path.orElseThrow(), directory, LISTING_LIMIT)
        : noName(directory);
  }

  @Override
  public Outcome<byte[]> range(String name, long offset, int length) {
    Optional<Path> path = path(name);
    return path.isPresent()
        ? FileAccess.range(path.orElseThrow(), name, offset, length)
        : noName(name);
  }

  @Override
  public Outcome<Integer> range(String name, long offset, byte[] into, int start, int length) {
    Optional<Path> path = path(name);
    return path.isPresent()
        ? FileAccess.range(path.orElseThrow(), name, offset, into, start, length)
        : noName(name);
  }

  @Override
  public Outcome<String> link(String name) {
    Optional<Path> path = path(name);
    return path.isPresent() ? FileAccess.link(path.orElseThrow(), name) : noName(name);
  }

  /** Writes a file that the user asked for, replacing one of that name. */
  public static Outcome<Integer> write(String name, byte[] content) {
    Optional<Path> path = path(name);
    if (path.isEmpty()) {
      return noName(name);
    }
    try {
      Files.write(path.orElseThrow(), content);
      return Outcome.of(content.length);
    } catch (IOException e) {
      return FileAccess.failure(e, name);
    }
  }

  private static Optional<Path> path(String name) {
    try {
      return Optional.of(Path.of(name));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static <T> Outcome<T> noName(String name) {
    return Outcome.failed(FailureKind.NOT_FOUND, name + " cannot be the name of a file");
  }
}
