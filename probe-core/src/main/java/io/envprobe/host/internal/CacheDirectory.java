package io.envprobe.host.internal;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The one directory that envprobe writes to by itself; made when the first file is kept there. */
public final class CacheDirectory {
  private static final FileAttribute<?>[] NONE = {};

  private final Path directory;

  /** That directory. */
  public CacheDirectory(Path directory) {
    this.directory = directory;
  }

  /** The one of this user; empty where the user has no directory for caches. */
  public static Optional<CacheDirectory> ofUser() {
    String cache = System.getenv("XDG_CACHE_HOME");
    String home = System.getProperty("user.home", "");
    boolean stated = cache != null && !cache.isEmpty();
    if (!stated && (home.isEmpty() || home.equals("?"))) {
      return Optional.empty();
    }
    try {
      Path caches = stated ? Path.of(cache) : Path.of(home, ".cache");
      return caches.isAbsolute()
          ? Optional.of(new CacheDirectory(caches.resolve("envprobe")))
          : Optional.empty();
    } catch (InvalidPathException e) { // A name that the locale cannot write.
      return Optional.empty();
    }
  }

  /** Where it is. */
  public Path path() {
    return directory;
  }

  /** The content of a file of at most so many bytes; empty where there is none. */
  public Optional<byte[]> read(String name, int limit) {
    File file = directory.resolve(name).toFile();
    long size = file.length();
    if (size == 0 || size > limit) {
      return Optional.empty();
    }
    try (InputStream in = new FileInputStream(file)) {
      return Optional.of(in.readNBytes(limit));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Keeps a file, whole or not at all, that nobody else can read. */
  public void write(String name, byte[] content) throws IOException {
    boolean hasPermissions =
        directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    create(hasPermissions);
    Path temporary = directory.resolve("new" + Long.toHexString(System.nanoTime()));
    try {
      Files.createFile(temporary, hasPermissions ? only("rw-------") : NONE);
      Files.write(temporary, content);
      Files.move(temporary, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static FileAttribute<?>[] only(String permissions) {
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }

  private void create(boolean hasPermissions) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory.toAbsolutePath().getParent());
      Files.createDirectory(directory, hasPermissions ? only("rwx------") : NONE);
    }
  }
}
