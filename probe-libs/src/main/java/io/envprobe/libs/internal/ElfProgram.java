package io.envprobe.libs.internal;

import io.envprobe.binaries.Defect;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ReadResult;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.HostByteSource;
import io.envprobe.libs.HostReadException;
import java.io.IOException;

/**
 * An ELF file of a host, with the source to read more of it.
 *
 * @param path where it was opened
 */
public record ElfProgram(String path, HostByteSource source, ElfFile file) {

  /** Opens and reads; a file of another format fails as {@link FailureKind#WRONG_TYPE}. */
  public static Outcome<ElfProgram> open(Host host, String path) {
    return open(host, path, true);
  }

  /** Opens and reads the header and the program headers only; otherwise like {@link #open}. */
  public static Outcome<ElfProgram> openHeaders(Host host, String path) {
    return open(host, path, false);
  }

  private static Outcome<ElfProgram> open(Host host, String path, boolean whole) {
    Outcome<HostByteSource> opened = HostByteSource.open(host, path);
    if (!(opened instanceof Outcome.Answer<HostByteSource> answer)) {
      return failed(opened);
    }
    HostByteSource source = answer.value();
    try {
      ReadResult<ElfFile> result = whole ? ElfFile.read(source) : ElfFile.readHeaders(source);
      if (result instanceof ReadResult.Read<ElfFile> read) {
        return Outcome.of(new ElfProgram(path, source, read.value()));
      }
      Defect reason = ((ReadResult.Rejected<ElfFile>) result).reason();
      return Outcome.failed(FailureKind.WRONG_TYPE, path + ": " + reason.message());
    } catch (IOException e) {
      return failed(path, e);
    }
  }

  /** The outcome of a read that the host, or another source, did not answer. */
  public static <T> Outcome<T> failed(String path, IOException e) {
    FailureKind kind = e instanceof HostReadException host ? host.kind() : FailureKind.IO_ERROR;
    return Outcome.failed(kind, path + ": " + e.getMessage());
  }

  private static <T, U> Outcome<U> failed(Outcome<T> outcome) {
    Outcome.Failure<T> failure = (Outcome.Failure<T>) outcome;
    return Outcome.failed(failure.kind(), failure.detail());
  }

  /** The architecture as platform tags spell it; a machine that has no name gets its number. */
  public String architecture() {
    return file.header().architecture().orElse("machine-" + file.header().machine());
  }
}
