package io.envprobe.binaries;

import io.envprobe.binaries.internal.LdConfReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The directories that {@code ldconfig} is told to look into, by {@code /etc/ld.so.conf} and the
 * files that it includes. Immutable.
 *
 * <p>Source: ldconfig(8), and parse_conf in https://sourceware.org/git/?p=glibc.git;a=blob;
 * f=elf/ldconfig.c for what it leaves open: a hash sign starts a comment anywhere, a path may hold
 * blanks and colons, relative directories are dropped.
 *
 * @param directories in order, each spelling once; whether they exist, and are one directory by two
 *     names, is not known here
 * @param defects an include that leads back to itself, or too many files
 */
public record LdConf(List<Directory> directories, List<Defect> defects) {
  public LdConf {
    directories = List.copyOf(directories);
    defects = List.copyOf(defects);
  }

  /**
   * A directory and the line that names it.
   *
   * @param path absolute, without slashes at its end
   * @param line from 1
   */
  public record Directory(String path, String file, int line) {}

  /** The files of the machine that the configuration describes. */
  public interface Files {
    /** The text of a file; empty where there is none that can be read. */
    Optional<String> text(String path) throws IOException;

    /** The names in a directory, in any order; none where it cannot be listed. */
    List<String> names(String directory) throws IOException;
  }

  /**
   * Follows a configuration file.
   *
   * @param path of the first file, absolute
   * @throws IOException only from {@code files}
   */
  public static LdConf read(String path, Files files) throws IOException {
    return LdConfReader.read(path, files);
  }
}
