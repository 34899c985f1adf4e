package io.envprobe.libs;

import io.envprobe.binaries.ByteSource;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a host as a loader sees them, with others laid over them: those of an artifact that
 * is not installed. Each file is read once, so that many programs of one machine can be resolved
 * together. Used by one thread.
 */
public final class HostLoaderFiles implements LoaderFiles {
  private final Host host;
  private final String workingDirectory;
  private final Map<String, ByteSource> laid;
  private final Map<String, Opened> byPath = new HashMap<>();
  private final Map<String, Opened> byIdentity = new HashMap<>();
  private final Map<String, Boolean> directories = new HashMap<>();
  private final Map<String, String> unanswered = new HashMap<>();

  private HostLoaderFiles(Host host, String workingDirectory, Map<String, ByteSource> laid) {
    this.host = host;
    this.workingDirectory = workingDirectory;
    this.laid = Map.copyOf(laid);
  }

  /** The files of a host for programs that start in a directory. */
  public static HostLoaderFiles of(Host host, String workingDirectory) {
    return new HostLoaderFiles(host, workingDirectory, Map.of());
  }

  /**
   * The same with more files.
   *
   * @param laid by absolute path without {@code .} and {@code ..}; a file of the host under the
   *     same path is hidden
   */
  public HostLoaderFiles laying(Map<String, ByteSource> laid) {
    return new HostLoaderFiles(host, workingDirectory, laid);
  }

  /** The bytes of a file. */
  public Outcome<ByteSource> source(String path) {
    ByteSource source = laid.get(HostPath.normal(absolute(path)));
    return source == null
        ? HostByteSource.open(host, absolute(path)).map(opened -> opened)
        : Outcome.of(source);
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

  /** Why a path that was opened is neither known to be there nor known to be missing. */
  Optional<String> unanswered(String path) {
    return Optional.ofNullable(unanswered.get(absolute(path)));
  }

  @Override
  public boolean isDirectory(String path) {
    Boolean known = directories.get(path);
    if (known == null) {
      known =
          isLaidDirectory(absolute(path))
              || (host.status(absolute(path)) instanceof Outcome.Answer<FileStatus> answer
                  && answer.value().isDirectory());
      directories.put(path, known);
    }
    return known;
  }

  private boolean isLaidDirectory(String path) {
    String start = HostPath.in(HostPath.normal(path), "");
    for (String name : laid.keySet()) {
      if (name.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  private String absolute(String path) {
    if (path.isEmpty()) {
      return workingDirectory;
    }
    return path.startsWith("/") ? path : HostPath.in(workingDirectory, path);
  }

  private Opened read(String path) {
    String normal = HostPath.normal(path);
    if (laid.containsKey(normal)) {
      return content(path, normal);
    }
    Outcome<FileStatus> status = host.status(path);
    if (status instanceof Outcome.Failure<FileStatus> failure) {
      return isLaidDirectory(path)
          ? new NoFile()
          : isListedAsMissing(path, failure.kind())
              ? new Failed(Failure.NOT_FOUND)
              : failed(path, failure);
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

  /**
   * A recording without a file may hold a listing of where it would be, and that proves as much.
   */
  private boolean isListedAsMissing(String path, FailureKind kind) {
    if (kind != FailureKind.NOT_RECORDED) {
      return false;
    }
    String at = HostPath.normal(path);
    while (at.length() > 1) {
      Outcome<List<String>> listing = host.list(HostPath.parent(at));
      if (listing instanceof Outcome.Answer<List<String>> names) {
        return !names.value().contains(HostPath.name(at));
      }
      if (listing.isNotFound()) {
        return true;
      }
      at = HostPath.parent(at);
    }
    return false;
  }

  private Opened content(String path, String identity) {
    Outcome<ByteSource> source = source(path);
    if (!(source instanceof Outcome.Answer<ByteSource> answer)) {
      return failed(path, (Outcome.Failure<ByteSource>) source);
    }
    try {
      ReadResult<ElfFile> content = ElfFile.read(answer.value());
      return new Content(identity, answer.value().size(), content);
    } catch (HostReadException e) {
      return failed(path, new Outcome.Failure<>(e.kind(), path + ": " + e.getMessage()));
    } catch (IOException e) {
      return failed(
          path, new Outcome.Failure<>(FailureKind.IO_ERROR, path + ": " + e.getMessage()));
    }
  }

  private Opened failed(String path, Outcome.Failure<?> failure) {
    Failure kind =
        switch (failure.kind()) {
          case NOT_FOUND -> Failure.NOT_FOUND;
          case DENIED -> Failure.DENIED;
          // Asking for the kind of a thing fails like this only for a loop of links.
          case WRONG_TYPE -> Failure.LOOP;
          default -> Failure.ERROR;
        };
    if (kind == Failure.DENIED || kind == Failure.ERROR) {
      unanswered.put(path, failure.detail());
    }
    return new Failed(kind);
  }
}
