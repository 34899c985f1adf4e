package io.envprobe.gpu.internal.files;

import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfSegment;
import io.envprobe.binaries.ReadResult;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.FailureKind;
import io.envprobe.host.FileStatus;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import java.io.IOException;
import java.util.Optional;

/**
 * A library's file, examined before anybody opens it: a file that is cut short kills the process
 * that maps it, and one of another architecture is passed over by the loader.
 *
 * @param path where it was looked for
 * @param realPath the file itself, all links followed; the path where that cannot be told
 * @param size in bytes
 * @param problem why no program can load it; empty for a sound file
 * @param cause the kind of the problem where it keeps us from knowing; empty where the file is
 *     known to be no library
 * @param elf what the file says of itself, where it could be read
 */
public record LibraryFile(
    String path,
    String realPath,
    long size,
    String problem,
    Optional<UnknownCause> cause,
    Optional<ElfFile> elf) {
  private static final int SHARED_OBJECT = 3;
  private static final String DANGLING = "a link to what is not there";

  /** Examines a file; empty where there is nothing of that name. */
  public static Optional<LibraryFile> examine(Host host, String path, String architecture) {
    Outcome<String> link = host.link(path);
    if (link.isNotFound()) {
      return Optional.empty(); // As for most of the many places where a library could be.
    }
    Outcome<FileStatus> status = host.status(path);
    if (status instanceof Outcome.Failure<FileStatus> failure) {
      if (failure.kind() == FailureKind.NOT_FOUND) {
        boolean dangling = link instanceof Outcome.Answer<String>;
        return dangling ? Optional.of(broken(path, DANGLING)) : Optional.empty();
      }
      return Optional.of(unreadable(path, path, 0, failure));
    }
    String real =
        host.realPath(path) instanceof Outcome.Answer<String> answer ? answer.value() : path;
    FileStatus file = ((Outcome.Answer<FileStatus>) status).value();
    if (!file.isFile()) {
      return Optional.of(
          broken(path, file.isDirectory() ? "a directory, no file" : "no regular file"));
    }
    return Optional.of(read(host, path, real, file.size(), architecture));
  }

  private static LibraryFile read(
      Host host, String path, String real, long size, String architecture) {
    if (size == 0) {
      return broken(path, real, size, "an empty file", Optional.empty());
    }
    Outcome<byte[]> head = host.range(path, 0, 64);
    if (head instanceof Outcome.Failure<byte[]> failure) {
      return unreadable(path, real, size, failure);
    }
    try {
      ReadResult<ElfFile> result = ElfFile.read(new HostFile(host, path, size));
      if (!(result instanceof ReadResult.Read<ElfFile> read)) {
        return broken(path, real, size, notElf(head.answer().orElseThrow()), Optional.empty());
      }
      ElfFile elf = read.value();
      return new LibraryFile(
          path, real, size, problem(elf, size, architecture), Optional.empty(), Optional.of(elf));
    } catch (IOException e) {
      return new LibraryFile(
          path,
          real,
          size,
          "cannot be read: " + e.getMessage(),
          Optional.of(UnknownCause.IO_ERROR),
          Optional.empty());
    }
  }

  private static String notElf(byte[] head) {
    boolean text = true;
    for (byte b : head) {
      text &= b == '\n' || b == '\t' || b == '\r' || (b >= ' ' && b < 127);
    }
    return text ? "a text, as linker scripts are, no library" : "no ELF file";
  }

  private static String problem(ElfFile elf, long size, String architecture) {
    String own = elf.header().architecture().orElse("machine " + elf.header().machine());
    if (!architecture.isEmpty() && !own.equals(architecture)) {
      return "made for " + own + ", not for " + architecture;
    }
    long end = elf.header().sectionHeaderOffset();
    for (ElfSegment segment : elf.segments()) {
      if (segment.type() == ElfSegment.LOAD) {
        end = Math.max(end, segment.offset() + segment.fileSize());
      }
    }
    if (end > size) {
      return "cut short: " + size + " bytes of at least " + end;
    }
    if (elf.header().type() != SHARED_OBJECT || elf.dynamic().isEmpty()) {
      return "no shared library";
    }
    return "";
  }

  /** The name that programs ask for, by the file itself; otherwise the given one. */
  public String soname(String otherwise) {
    return elf.isPresent() ? elf.get().soname().orElse(otherwise) : otherwise;
  }

  /** Whether a program could load it, as far as the file itself tells. */
  public boolean isSound() {
    return problem.isEmpty();
  }

  /** Whether the loader passes it over and looks further, as it does for other architectures. */
  public boolean isPassedOver() {
    return elf.isPresent() && problem.startsWith("made for ");
  }

  /** Whether it, or the directory in which it would lie, may not be read. */
  public boolean isDenied() {
    return cause.isPresent() && cause.get() == UnknownCause.DENIED;
  }

  /** Whether it is only a link, to what is not there. */
  public boolean isDangling() {
    return problem.equals(DANGLING);
  }

  private static LibraryFile broken(String path, String problem) {
    return broken(path, path, 0, problem, Optional.empty());
  }

  private static LibraryFile broken(
      String path, String real, long size, String problem, Optional<UnknownCause> cause) {
    return new LibraryFile(path, real, size, problem, cause, Optional.empty());
  }

  private static LibraryFile unreadable(
      String path, String real, long size, Outcome.Failure<?> failure) {
    String problem =
        switch (failure.kind()) {
          case DENIED -> "may not be read";
          case WRONG_TYPE -> "a loop of links, or no file";
          default -> "cannot be read: " + failure.detail();
        };
    Optional<UnknownCause> cause =
        failure.kind() == FailureKind.WRONG_TYPE
            ? Optional.empty()
            : Optional.of(failure.kind().cause());
    return broken(path, real, size, problem, cause);
  }
}
