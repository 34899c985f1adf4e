package io.envprobe.libs.internal.libc;

import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfSegment;
import io.envprobe.binaries.loader.LoaderSettings;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.internal.ElfProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the loaders of a host were built. glibc's default directories are a compile-time constant
 * that distributions change; it lies in the loader's file as strings, one after the other.
 */
public final class LoaderBuilds {
  /** The rules of a glibc that does not tell its version: the newest that are known. */
  private static final int NEWEST = 43;

  private static final int LIMIT = 4 << 20;

  private final Host host;
  private final LoaderTable table;

  /** The loaders of a host. */
  public LoaderBuilds(Host host, LoaderTable table) {
    this.host = host;
    this.table = table;
  }

  /**
   * The loader for a library, which names none itself: that of the system's C library where that is
   * known, otherwise by what the library needs; of another family where no other is there.
   *
   * @param system {@code glibc} or {@code musl}; empty where it is not known
   */
  public String loaderFor(ElfFile file, String system) {
    String architecture = file.header().architecture().orElse("");
    boolean musl = false;
    for (String name : file.needed()) {
      musl |= name.equals("libc.so") || name.startsWith("libc.musl-");
    }
    String wanted = system.isEmpty() ? musl ? "musl" : "glibc" : system;
    String first = "";
    for (String path : table.paths(architecture)) {
      if (host.status(path) instanceof Outcome.Answer<?>) {
        if (table.family(path).equals(Optional.of(wanted))) {
          return path;
        }
        first = first.isEmpty() ? path : first;
      }
    }
    return first;
  }

  /** How a loader was built; empty where it is not there or belongs to no family known here. */
  public Optional<LoaderSettings.Build> read(String loader, String architecture) {
    if (!(ElfProgram.open(host, loader) instanceof Outcome.Answer<ElfProgram> answer)) {
      return Optional.empty();
    }
    CLibrary library = CLibraryReader.behind(host, table, loader, architecture);
    if (library.name().equals("musl")) {
      return Optional.of(LoaderSettings.Build.musl(loader));
    }
    if (!library.name().equals("glibc") || library.shim()) {
      return Optional.empty();
    }
    Optional<String> version = library.version().asOptional();
    List<String> directories = systemDirectories(answer.value());
    if (directories.isEmpty()) {
      for (String directory : table.directories(architecture)) {
        directories.add(directory + "/");
      }
    }
    return Optional.of(
        new LoaderSettings.Build(
            LoaderSettings.Family.GLIBC,
            version.isPresent() ? release(version.get()) : NEWEST,
            directories,
            libraryToken(directories.get(0)),
            table.cacheFlags(architecture),
            loader));
  }

  static int release(String version) {
    int release = 0;
    for (int i = version.indexOf('.') + 1; i < version.length(); i++) {
      char c = version.charAt(i);
      if (c < '0' || c > '9') {
        break;
      }
      release = Math.min(release * 10 + (c - '0'), 9999);
    }
    return release;
  }

  /** What {@code $LIB} stands for follows the first default directory. */
  static String libraryToken(String directory) {
    String name = directory.startsWith("/usr/") ? directory.substring(5) : directory.substring(1);
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }

  /** The longest run of strings that are absolute directories of libraries with a slash behind. */
  private static List<String> systemDirectories(ElfProgram loader) {
    List<String> best = new ArrayList<>();
    try {
      for (ElfSegment segment : loader.file().segments()) {
        boolean constants = segment.type() == ElfSegment.LOAD && (segment.flags() & 3) == 0;
        long size = Math.min(segment.fileSize(), loader.source().size() - segment.offset());
        if (constants && segment.offset() >= 0 && size > 0) {
          byte[] content = new byte[(int) Math.min(LIMIT, size)];
          int length = loader.source().read(segment.offset(), content, 0, content.length);
          List<String> found = longestRun(content, length);
          if (found.size() > best.size()) {
            best = found;
          }
        }
      }
    } catch (IOException e) {
      return new ArrayList<>(); // The table's directories serve then.
    }
    return best;
  }

  static List<String> longestRun(byte[] content, int length) {
    List<String> best = new ArrayList<>();
    List<String> run = new ArrayList<>();
    int start = 0;
    for (int end = 0; end < length; end++) {
      if (content[end] != 0) {
        continue;
      }
      boolean directory =
          end - start > 4 && end - start < 128 && content[start] == '/' && content[end - 1] == '/';
      String text =
          directory ? new String(content, start, end - start, StandardCharsets.US_ASCII) : "";
      if (directory && (text.startsWith("/lib") || text.startsWith("/usr/lib"))) {
        run.add(text);
      } else {
        // A directory that follows other text directly starts a run of its own.
        if (run.size() > best.size()) {
          best = run;
        }
        run = new ArrayList<>();
      }
      start = end + 1;
    }
    return run.size() > best.size() ? run : best;
  }
}
