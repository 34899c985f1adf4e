package io.envprobe.gpu.internal.files;

import io.envprobe.binaries.PeFile;
import io.envprobe.binaries.ReadResult;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.table.Table;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Directories and DLLs of Windows: of a running system, or of its disk.
 *
 * @param host whose files they are
 */
public record WindowsFiles(Host host) {
  private static final String SYSTEM = "/Windows/System32";

  /** Whether a host is a Windows, by what Java says, or where only its disk is there, by that. */
  public static boolean isWindows(Host host) {
    Outcome<String> name = host.property("os.name");
    return name.answer().isPresent()
        ? name.answer().get().startsWith("Windows")
        : Patterns.isDirectory(host, SYSTEM);
  }

  /** What is known of systems other than Linux; read when it is first asked for. */
  public static Table table() {
    return Known.TABLE;
  }

  /** A DLL: the file, and the version that it has as a resource. */
  public record Dll(LibraryFile file, Optional<String> version) {}

  /** The directories that a pattern means, with the variable that it may begin with. */
  public List<String> directories(String pattern) {
    if (!pattern.startsWith("$")) {
      return Patterns.directories(host, pattern);
    }
    int slash = pattern.indexOf('/');
    return Patterns.directories(
        host, Names.in(directory(pattern.substring(1, slash)), pattern.substring(slash + 1)));
  }

  /** An image has no drive and no variables. */
  private String directory(String variable) {
    Optional<String> value = variable(variable);
    for (Table row : value.isPresent() ? List.<Table>of() : table().tables("variables")) {
      if (row.text("name").equals(variable)) {
        return Patterns.isDirectory(host, row.text("in_image"))
            ? row.text("in_image")
            : row.text("usual");
      }
    }
    return value.orElse("/");
  }

  /** The directory that a variable names, with slashes; empty where it is not set. */
  public Optional<String> variable(String name) {
    return host.variable(name)
        .answer()
        .map(value -> value.strip().replace('\\', '/'))
        .filter(value -> !value.isEmpty());
  }

  /** A DLL in a directory; empty where there is none of that name. */
  public Optional<Dll> dll(String directory, String name) {
    String path = Names.in(directory, name);
    Outcome<FileStatus> status = host.status(path);
    if (status instanceof Outcome.Failure<FileStatus> failure) {
      return status.isNotFound()
          ? Optional.empty()
          : Optional.of(dll(path, 0, "may not be read", Optional.of(failure.kind().cause())));
    }
    FileStatus file = ((Outcome.Answer<FileStatus>) status).value();
    if (!file.isFile() || file.size() == 0) {
      return Optional.of(
          dll(path, 0, file.isFile() ? "an empty file" : "no regular file", Optional.empty()));
    }
    try {
      ReadResult<PeFile> result = PeFile.read(new HostFile(host, path, file.size()));
      return Optional.of(
          result instanceof ReadResult.Read<PeFile> read
              ? new Dll(
                  new LibraryFile(path, path, file.size(), "", Optional.empty(), Optional.empty()),
                  read.value().version().map(PeFile.Version::file))
              : dll(path, file.size(), "no DLL", Optional.empty()));
    } catch (IOException e) {
      return Optional.of(
          dll(
              path,
              file.size(),
              "cannot be read: " + e.getMessage(),
              Optional.of(UnknownCause.IO_ERROR)));
    }
  }

  private static Dll dll(String path, long size, String problem, Optional<UnknownCause> cause) {
    return new Dll(
        new LibraryFile(path, path, size, problem, cause, Optional.empty()), Optional.empty());
  }

  private static final class Known {
    static final Table TABLE = OtherSystemsTable.read();
  }
}
