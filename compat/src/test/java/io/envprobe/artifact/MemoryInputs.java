package io.envprobe.artifact;

import io.envprobe.host.FailureKind;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Inputs;
import io.envprobe.host.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Files that are nowhere but here. */
public final class MemoryInputs implements Inputs {
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, String> links = new TreeMap<>();

  /** No files at first. */
  public MemoryInputs() {}

  public MemoryInputs file(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  public MemoryInputs link(String name, String target) {
    links.put(name, target);
    return this;
  }

  @Override
  public Outcome<byte[]> read(String name, int limit) {
    return range(name, 0, limit);
  }

  @Override
  public Outcome<FileStatus> status(String name) {
    if (files.containsKey(name)) {
      return Outcome.of(new FileStatus(FileStatus.Type.FILE, content(name).length, false));
    }
    return names(name).isEmpty()
        ? missing(name)
        : Outcome.of(new FileStatus(FileStatus.Type.DIRECTORY, 0, false));
  }

  @Override
  public Outcome<List<String>> list(String directory) {
    return Outcome.of(names(directory));
  }

  @Override
  public Outcome<byte[]> range(String name, long offset, int length) {
    if (!files.containsKey(name)) {
      return missing(name);
    }
    byte[] content = content(name);
    int start = (int) Math.min(offset, content.length);
    return Outcome.of(
        Arrays.copyOfRange(content, start, (int) Math.min(content.length, (long) start + length)));
  }

  @Override
  public Outcome<String> link(String name) {
    return Optional.ofNullable(links.get(name))
        .map(Outcome::of)
        .orElse(Outcome.failed(FailureKind.WRONG_TYPE, name + " is no link"));
  }

  private byte[] content(String name) {
    return Optional.ofNullable(files.get(name)).orElseThrow();
  }

  private List<String> names(String directory) {
    TreeSet<String> names = new TreeSet<>();
    for (String path : files.keySet()) {
      if (path.startsWith(directory + "/")) {
        names.add(path.substring(directory.length() + 1).split("/", 2)[0]);
      }
    }
    for (String path : links.keySet()) {
      if (path.startsWith(directory + "/")) {
        names.add(path.substring(directory.length() + 1).split("/", 2)[0]);
      }
    }
    return List.copyOf(names);
  }

  private static <T> Outcome<T> missing(String name) {
    return Outcome.failed(FailureKind.NOT_FOUND, name + " does not exist");
  }
}
