package io.envprobe.artifact.internal;

import io.envprobe.artifact.Container;
import io.envprobe.artifact.Portability;
import io.envprobe.artifact.Wheel;
import io.envprobe.binaries.ReadResult;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Inputs;
import io.envprobe.host.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;

/** Finds the native files of what the user named: walks directories and opens archives. */
final class Collector {
  private static final int DEEPEST = 40;
  private static final int MOST_FILES = 1_000_000;
  private static final String DIST_INFO = ".dist-info";

  private final Inputs inputs;
  private final LongAdder read = new LongAdder();
  private final List<Job> jobs = new ArrayList<>();
  private final List<Found> containers = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private long total;
  private int seen;

  Collector(Inputs inputs) {
    this.inputs = inputs;
  }

  /** A container that was met, and which of the jobs are in it. */
  static final class Found {
    private final String path;
    private final Container.Kind kind;
    private final Optional<Wheel> wheel;
    private final List<String> distributions = new ArrayList<>();
    private final String prefix;
    private int members;
    private long size;

    Found(String path, Container.Kind kind, Optional<Wheel> wheel) {
      this.path = path;
      this.kind = kind;
      this.wheel = wheel;
      this.prefix =
          path + (kind == Container.Kind.DIRECTORY ? path.endsWith("/") ? "" : "/" : "!/");
    }

    /** Counts a file. */
    void count(long bytes) {
      members++;
      size += bytes;
    }

    boolean holds(Job job) {
      return job.file().path().startsWith(prefix);
    }

    Container container(List<Portability> portability) {
      return new Container(
          path,
          distributions.isEmpty() ? kind : Container.Kind.PYTHON_ENVIRONMENT,
          members,
          size,
          wheel,
          distributions,
          portability);
    }
  }

  List<Job> jobs() {
    return jobs;
  }

  List<Found> containers() {
    return containers;
  }

  List<Finding> findings() {
    return findings;
  }

  long bytesRead() {
    return read.sum();
  }

  long bytesTotal() {
    return total;
  }

  int filesSeen() {
    return seen;
  }

  /** Takes in what the user named; how many native files it has. */
  Outcome<Integer> named(String name) {
    Outcome<FileStatus> status = inputs.status(name);
    int before = jobs.size();
    if (status instanceof Outcome.Failure<FileStatus> failure) {
      return Outcome.failed(failure.kind(), failure.detail());
    }
    FileStatus found = status.answer().orElseThrow();
    if (found.isDirectory()) {
      Outcome<List<String>> names = inputs.list(name);
      if (names instanceof Outcome.Failure<List<String>> failure) {
        return Outcome.failed(failure.kind(), failure.detail());
      }
      Found directory = new Found(name, Container.Kind.DIRECTORY, Optional.empty());
      containers.add(directory);
      walk(directory, name, names.answer().orElseThrow(), 0);
    } else {
      Outcome<byte[]> head = inputs.range(name, 0, Magic.LENGTH);
      if (head instanceof Outcome.Failure<byte[]> failure) {
        return Outcome.failed(failure.kind(), failure.detail());
      }
      if (!file(name, found.size(), head.answer().orElseThrow())) {
        findings.add(
            Findings.of(
                "file.not-native",
                Severity.INFO,
                name,
                "is neither native code nor an archive",
                ""));
      }
    }
    return Outcome.of(jobs.size() - before);
  }

  private void walk(Found root, String directory, List<String> names, int depth) {
    for (String each : names) {
      String path = directory.endsWith("/") ? directory + each : directory + "/" + each;
      if (each.endsWith(DIST_INFO)) {
        root.distributions.add(each.substring(0, each.length() - DIST_INFO.length()));
      }
      // What a link leads to is met where it is, or lies outside.
      if (inputs.link(path) instanceof Outcome.Answer<String>) {
        continue;
      }
      Optional<FileStatus> status = inputs.status(path).answer();
      if (status.isEmpty() || seen >= MOST_FILES) {
        unreadable(path, seen >= MOST_FILES ? "is one file too many" : "cannot be looked at");
        if (seen >= MOST_FILES) {
          return;
        }
      } else if (status.get().isDirectory()) {
        Outcome<List<String>> below = inputs.list(path);
        if (below instanceof Outcome.Failure<List<String>> failure) {
          unreadable(path, failure.detail());
        } else if (depth == DEEPEST) {
          unreadable(path, "is too deep");
        } else {
          walk(root, path, below.answer().orElseThrow(), depth + 1);
        }
      } else if (status.get().isFile()) {
        root.count(status.get().size());
        Outcome<byte[]> head = inputs.range(path, 0, Magic.LENGTH);
        if (head instanceof Outcome.Failure<byte[]> failure) {
          unreadable(path, failure.detail());
        } else {
          file(path, status.get().size(), head.answer().orElseThrow());
        }
      }
    }
  }

  private boolean file(String name, long size, byte[] head) {
    seen++;
    total += size;
    read.add(head.length);
    Magic magic = Magic.of(head, name);
    if (magic == Magic.OTHER && !isArchiveName(name)) {
      return false;
    }
    InputSource source = new InputSource(inputs, name, size, read);
    if (magic == Magic.ZIP || magic == Magic.OTHER) {
      archive(name, source);
    } else {
      jobs.add(
          new Job(
              new ContainedFile(name, size, OptionalLong.empty()),
              magic,
              size,
              memory -> new ReadResult.Read<>(source.again(), List.of())));
    }
    return true;
  }

  private void archive(String name, InputSource source) {
    try {
      ArchiveMembers members =
          new ArchiveMembers(
              name,
              source,
              source::again,
              0,
              ArchiveMembers.nestedLimit(),
              jobs,
              containers,
              findings);
      members.collect();
      seen += members.seen();
    } catch (IOException e) {
      unreadable(name, String.valueOf(e.getMessage()));
    }
  }

  private void unreadable(String path, String why) {
    findings.add(Findings.of("file.unreadable", Severity.WARNING, path, why, ""));
  }

  static boolean isArchiveName(String name) {
    return name.endsWith(".whl")
        || name.endsWith(".zip")
        || name.endsWith(".jar")
        || name.endsWith(".egg");
  }
}
