package io.envprobe.nativeaccess.internal;

import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for one child process, open to its owner only; removed with all that is in it. */
final class PrivateDirectory implements AutoCloseable {
  private final Path path;

  private PrivateDirectory(Path path) {
    this.path = path;
  }

  /** Makes one in the temporary directory. */
  static PrivateDirectory create() throws IOException {
    return new PrivateDirectory(Files.createTempDirectory("envprobe-").toRealPath());
  }

  /** Its path. */
  Path path() {
    return path;
  }

  /** The path of a file in it. */
  Path file(String name) {
    return path.resolve(name);
  }

  /** Puts the child's jar there, and JNA's library for this system, which the jar leaves out. */
  void unpackChild() throws IOException {
    try (InputStream jar = PrivateDirectory.class.getResourceAsStream("child.jar")) {
      copy(jar, "child.jar");
    }
    String name = System.mapLibraryName("jnidispatch").replace(".dylib", ".jnilib");
    String resource = "/com/sun/jna/" + Platform.RESOURCE_PREFIX + "/" + name;
    try (InputStream library = Platform.class.getResourceAsStream(resource)) {
      copy(library, name);
    }
  }

  private void copy(@org.jspecify.annotations.Nullable InputStream in, String name)
      throws IOException {
    if (in == null) {
      throw new IOException(name + " is not packed for this system");
    }
    Files.copy(in, file(name));
  }

  /** Writes a file of lines. */
  void write(String name, List<String> lines) throws IOException {
    Files.write(file(name), lines, StandardCharsets.UTF_8);
  }

  /** The start of a file as text; nothing where there is none. */
  String read(String name, int limit) throws IOException {
    if (!Files.isRegularFile(file(name))) {
      return "";
    }
    try (InputStream in = Files.newInputStream(file(name))) {
      return new String(in.readNBytes(limit), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> paths = Files.walk(path)) {
      for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
