package io.envprobe.libs;

import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ReadResult;
import io.envprobe.binaries.loader.LoaderFiles;
import io.envprobe.host.FailureKind;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.internal.HostPath;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The files of a host as a loader sees them. Each file is read once, so that many programs of one
 * machine can be resolved together. Used by one thread.
 */
public final class HostLoaderFiles implements LoaderFiles {
  private final Host host;
  private final String workingDirectory;
  private final Map<String, Opened> byPath = new HashMap<>();
  private final Map<String, Opened> byIdentity = new HashMap<>();
  private final Map<String, Boolean> directories = new HashMap<>();

  private HostLoaderFiles(Host host, String workingDirectory) {
    this.host = host;
    this.workingDirectory = workingDirectory;
  }

  /** The files of a host for programs that start in a directory. */
  public static HostLoaderFiles of(Host host, String workingDirectory) {
    return new HostLoaderFiles(host, workingDirectory);
  }

  @Override
  public Opened open(String path) {
    Opened known = byPath.get(path);
    if (known == null) {
      known = read(absolute(path));
      byPath.put(path, known);
    }
    return known;
  }

  @Override
  public boolean isDirectory(String path) {
    Boolean known = directories.get(path);
    if (known == null) {
      known =
          host.status(absolute(path)) instanceof Outcome.Answer<FileStatus> answer
              && answer.value().isDirectory();
      directories.put(path, known);
    }
    return known;
  }

  private String absolute(String path) {
    if (path.isEmpty()) {
      return workingDirectory;
    }
    return path.startsWith("/") ? path : HostPath.in(workingDirectory, path);
  }

  private Opened read(String path) {
    Outcome<FileStatus> status = host.status(path);
    if (status instanceof Outcome.Failure<FileStatus> failure) {
      return failed(failure.kind());
    }
    FileStatus file = ((Outcome.Answer<FileStatus>) status).value();
    if (!file.isFile()) {
      return new NoFile();
    }
    String identity =
        host.realPath(path) instanceof Outcome.Answer<String> real ? real.value() : path;
    Opened known = byIdentity.get(identity);
    if (known == null) {
      known = content(path, identity);
      byIdentity.put(identity, known);
    }
    return known;
  }

  private Opened content(String path, String identity) {
    Outcome<HostByteSource> source = HostByteSource.open(host, path);
    if (!(source instanceof Outcome.Answer<HostByteSource> answer)) {
      return failed(((Outcome.Failure<HostByteSource>) source).kind());
    }
    try {
      ReadResult<ElfFile> content = ElfFile.read(answer.value());
      return new Content(identity, answer.value().size(), content);
    } catch (HostReadException e) {
      return failed(e.kind());
    } catch (IOException e) {
      return new Failed(Failure.ERROR);
    }
  }

  private static Opened failed(FailureKind kind) {
    return new Failed(
        switch (kind) {
          case NOT_FOUND -> Failure.NOT_FOUND;
          case DENIED -> Failure.DENIED;
          // Asking for the kind of a thing fails like this only for a loop of links.
          case WRONG_TYPE -> Failure.LOOP;
          default -> Failure.ERROR;
        });
  }
}
