package io.envprobe.artifact;

import java.util.List;
import java.util.Optional;

/**
 * Files that are handed out together: an archive, a directory. Immutable.
 *
 * @param path as named, with {@code !/} between a container and one in it
 * @param kind what it is
 * @param members how many files it holds, native or not
 * @param size of its files, in bytes
 * @param wheel what a wheel says of itself
 * @param distributions the Python distributions installed in a directory, as {@code name-version}
 * @param portability how widely it can be handed out, for each Linux architecture in it
 */
public record Container(
    String path,
    Kind kind,
    int members,
    long size,
    Optional<Wheel> wheel,
    List<String> distributions,
    List<Portability> portability) {
  public Container {
    distributions = List.copyOf(distributions);
    portability = List.copyOf(portability);
  }

  /** What a container is. */
  public enum Kind {
    /** A Python wheel. */
    WHEEL,
    /** Any other zip archive: a jar, an egg. */
    ZIP,
    /** A directory with Python distributions installed. */
    PYTHON_ENVIRONMENT,
    /** Any other directory. */
    DIRECTORY
  }
}
