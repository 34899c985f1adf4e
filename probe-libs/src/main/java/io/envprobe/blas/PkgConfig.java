package io.envprobe.blas;

import io.envprobe.host.FileStatus;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds {@code .pc} files as pkg-config does: in {@code PKG_CONFIG_PATH}, then in {@code
 * PKG_CONFIG_LIBDIR} or, where that is not set, in the system's directories. Runs no program; used
 * by one thread.
 *
 * <p>Source: pkg-config(1), https://linux.die.net/man/1/pkg-config.
 */
public final class PkgConfig {
  private final Host host;
  private final List<String> directories;

  private PkgConfig(Host host, List<String> directories) {
    this.host = host;
    this.directories = List.copyOf(directories);
  }

  /**
   * The search of a machine.
   *
   * @param architecture of its programs, for the directories that Debian has for each
   */
  public static PkgConfig of(Host host, String architecture) {
    Set<String> directories = new LinkedHashSet<>();
    add(directories, host.variable("PKG_CONFIG_PATH").answer().orElse(""));
    Optional<String> only = host.variable("PKG_CONFIG_LIBDIR").answer();
    if (only.isPresent()) {
      add(directories, only.get());
    } else {
      String triplet = architecture.isEmpty() ? "" : architecture + "-linux-gnu";
      for (String prefix : List.of("/usr/local", "/usr")) {
        if (!triplet.isEmpty()) {
          directories.add(prefix + "/lib/" + triplet + "/pkgconfig");
        }
        directories.add(prefix + "/lib64/pkgconfig");
        directories.add(prefix + "/lib/pkgconfig");
        directories.add(prefix + "/share/pkgconfig");
      }
    }
    return new PkgConfig(host, List.copyOf(directories));
  }

  private static void add(Set<String> directories, String path) {
    for (String directory : path.split(":", -1)) {
      if (!directory.isEmpty()) {
        directories.add(directory);
      }
    }
  }

  /** The directories, in order; not all are there. */
  public List<String> directories() {
    return directories;
  }

  /** Every file of a name, the one that wins first. */
  public List<PkgConfigFile> find(String name) {
    List<PkgConfigFile> files = new ArrayList<>();
    for (String directory : directories) {
      String path = directory + "/" + name + ".pc";
      host.text(path).answer().ifPresent(text -> files.add(PkgConfigFile.parse(path, text)));
    }
    return files;
  }

  /** The file that a {@code .pc} file's first library is, in its own directories. */
  public Optional<String> library(PkgConfigFile file) {
    List<String> places = new ArrayList<>(file.libraryDirectories());
    String root = host.variable("PKG_CONFIG_SYSROOT_DIR").answer().orElse("");
    for (String directory : directories) {
      if (directory.endsWith("/pkgconfig")) {
        places.add(directory.substring(0, directory.length() - "/pkgconfig".length()));
      }
    }
    for (String word : file.words("Libs")) {
      if (word.startsWith("/") && word.contains(".so") && isFile(root + word)) {
        return Optional.of(root + word);
      }
    }
    for (String library : file.libraries()) {
      for (String place : places) {
        String path = root + (place.endsWith("/") ? place : place + "/") + "lib" + library + ".so";
        if (isFile(path)) {
          return Optional.of(path);
        }
      }
    }
    return Optional.empty();
  }

  private boolean isFile(String path) {
    return host.status(path) instanceof Outcome.Answer<FileStatus> answer
        && answer.value().isFile();
  }

  /** What a file says of the library that it leads to, for comparing. */
  public List<Claim> claims(PkgConfigFile file, NumericalLibrary library) {
    List<Claim> claims = new ArrayList<>();
    Affix affix = file.claimedAffix();
    boolean states = file.words("Cflags").stream().anyMatch(word -> word.startsWith("-DBLAS_"));
    if (states) {
      claims.add(new Claim(file.path(), library.path(), "prefix", affix.prefix()));
      claims.add(new Claim(file.path(), library.path(), "suffix", affix.suffix()));
    }
    if (file.claimsWide()) {
      claims.add(
          new Claim(file.path(), library.path(), "integer width", IntegerWidth.ILP64.label()));
    }
    return claims;
  }
}
