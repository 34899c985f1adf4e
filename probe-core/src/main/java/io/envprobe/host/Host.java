package io.envprobe.host;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A machine, or what stands for one: this one ({@link LiveHost}), an unpacked image ({@link
 * SysrootHost}), or a recording of another ({@link RecordedHost}).
 *
 * <p>Probes reach the machine through this port only; so a recording of its outcomes replays a
 * probe exactly, wherever it runs. Hosts are thread-safe, never throw for the state of the machine,
 * and give away no home directory.
 */
public interface Host {
  /**
   * The limit that suits the small text files of {@code /etc}, {@code /proc} and {@code /sys}: 1
   * MiB.
   */
  int TEXT_LIMIT = 1 << 20;

  /** The limit on names in a directory. */
  int LISTING_LIMIT = 20_000;

  /** Answers a request. */
  <T> Outcome<T> answer(Request<T> request);

  /** A small text file; bytes that are not UTF-8 become replacement characters. */
  default Outcome<String> text(String path) {
    Outcome<byte[]> content = content(path);
    if (content instanceof Outcome.Answer<byte[]> answer) {
      return Outcome.of(new String(answer.value(), StandardCharsets.UTF_8));
    }
    Outcome.Failure<byte[]> failure = (Outcome.Failure<byte[]>) content;
    return Outcome.failed(failure.kind(), failure.detail());
  }

  /** The whole content of a file of at most {@link #TEXT_LIMIT} bytes. */
  default Outcome<byte[]> content(String path) {
    return answer(new Request.Content(path, TEXT_LIMIT));
  }

  /** A range of a file. */
  default Outcome<byte[]> range(String path, long offset, int length) {
    return answer(new Request.Range(path, offset, length));
  }

  /** What a path leads to. */
  default Outcome<FileStatus> status(String path) {
    return answer(new Request.Status(path));
  }

  /** The sorted names in a directory. */
  default Outcome<List<String>> list(String directory) {
    return answer(new Request.Listing(directory, LISTING_LIMIT));
  }

  /** The text of a symbolic link. */
  default Outcome<String> link(String path) {
    return answer(new Request.Link(path));
  }

  /** The path with every link resolved. */
  default Outcome<String> realPath(String path) {
    return answer(new Request.RealPath(path));
  }

  /** An environment variable. */
  default Outcome<String> variable(String name) {
    return answer(new Request.Variable(name));
  }

  /** A property of the running Java machine. */
  default Outcome<String> property(String name) {
    return answer(new Request.Property(name));
  }
}
