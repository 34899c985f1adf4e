package io.envprobe.libs.internal;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ReadResult;
import io.envprobe.binaries.loader.BinaryFiles;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.HostByteSource;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a host as the loader of macOS or Windows sees them. Each file is read once. Used by
 * one thread.
 *
 * @param <T> what such a file holds
 */
public final class HostBinaries<T> implements BinaryFiles<T> {
  private final Host host;
  private final String kind;
  private final boolean caseless;
  private final Reader<T> reader;
  private final Map<String, Found<T>> byPath = new HashMap<>();
  private final Map<String, Found<T>> byIdentity = new HashMap<>();
  private final Map<String, Optional<List<String>>> listings = new HashMap<>();
  private final Map<String, String> unanswered = new LinkedHashMap<>();

  /** Reads one format. */
  public interface Reader<T> {
    /** As the readers of formats do. */
    ReadResult<T> read(ByteSource source) throws IOException;
  }

  private HostBinaries(Host host, String kind, boolean caseless, Reader<T> reader) {
    this.host = host;
    this.kind = kind;
    this.caseless = caseless;
    this.reader = reader;
  }

  /**
   * The files of a format.
   *
   * @param kind the format for a person
   * @param caseless whether upper and lower case of names are the same, also on a host that keeps
   *     them apart
   */
  public static <T> HostBinaries<T> of(Host host, String kind, boolean caseless, Reader<T> reader) {
    return new HostBinaries<>(host, kind, caseless, reader);
  }

  /** Why paths are neither known to be there nor known to be missing. */
  public List<String> unanswered() {
    return List.copyOf(unanswered.values());
  }

  @Override
  public Found<T> open(String path) {
    Found<T> known = byPath.get(path);
    if (known == null) {
      known = read(path);
      byPath.put(path, known);
    }
    return known;
  }

  private Found<T> read(String path) {
    String at = path;
    Outcome<FileStatus> status = host.status(at);
    if (caseless && status.isNotFound()) {
      at = spelled(path);
      status = host.status(at);
    }
    if (status instanceof Outcome.Failure<FileStatus> failure) {
      return failed(path, failure);
    }
    if (!((Outcome.Answer<FileStatus>) status).value().isFile()) {
      return new Unfit<>("no file");
    }
    String identity = host.realPath(at).answer().orElse(at);
    Found<T> known = byIdentity.get(identity);
    if (known == null) {
      known = content(at, identity);
      byIdentity.put(identity, known);
    }
    return known;
  }

  private Found<T> content(String path, String identity) {
    Outcome<HostByteSource> opened = HostByteSource.open(host, path);
    if (!(opened instanceof Outcome.Answer<HostByteSource> source)) {
      return failed(path, (Outcome.Failure<HostByteSource>) opened);
    }
    try {
      ReadResult<T> read = reader.read(source.value());
      return read instanceof ReadResult.Read<T> sound
          ? new Binary<>(identity, sound.value(), sound.defects().isEmpty())
          : new Unfit<>("no " + kind);
    } catch (IOException e) {
      return failed(path, (Outcome.Failure<T>) ElfProgram.<T>failed(path, e));
    }
  }

  private Found<T> failed(String path, Outcome.Failure<?> failure) {
    if (failure.isNotFound()) {
      return new Nothing<>();
    }
    unanswered.put(path, failure.detail());
    return new Unfit<>(failure.detail());
  }

  /** The path as the host spells it; the part that is not there stays as it was. */
  private String spelled(String path) {
    String real = "";
    for (String name : path.split("/", -1)) {
      if (name.isEmpty()) {
        continue;
      }
      String directory = real.isEmpty() ? "/" : real;
      String found = name;
      for (String each : listings.computeIfAbsent(directory, this::list).orElse(List.of())) {
        if (each.equals(name)) {
          found = name;
          break;
        }
        if (each.equalsIgnoreCase(name)) {
          found = each;
        }
      }
      real = real + "/" + found;
    }
    return real;
  }

  private Optional<List<String>> list(String directory) {
    return host.list(directory).answer();
  }
}
