package io.envprobe.binaries.loader;

import io.envprobe.binaries.LdCache;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a loader does not learn from the files that it loads. Immutable.
 *
 * @param build how the loader was built
 * @param processor what it runs on
 * @param files what the machine's files tell it
 * @param start how the program was started
 */
public record LoaderSettings(Build build, Processor processor, Files files, Start start) {

  /** The loaders that are understood. */
  public enum Family {
    /** GNU libc. */
    GLIBC,
    /** musl. */
    MUSL
  }

  /**
   * How a loader was built.
   *
   * @param release the second number of glibc's version, 36 for 2.36: rules changed with it; 0 for
   *     musl
   * @param systemDirectories the directories built into glibc, with a slash at the end, in order;
   *     musl's are fixed
   * @param library what {@code $LIB} stands for in glibc
   * @param cacheFlags the flags that an entry of glibc's cache needs for this architecture
   * @param path the loader's own
   */
  public record Build(
      Family family,
      int release,
      List<String> systemDirectories,
      String library,
      int cacheFlags,
      String path) {
    public Build {
      systemDirectories = List.copyOf(systemDirectories);
    }

    /** musl's loader. */
    public static Build musl(String path) {
      return new Build(Family.MUSL, 0, List.of(), "", 0, path);
    }
  }

  /**
   * What a loader runs on.
   *
   * @param platform what {@code $PLATFORM} stands for; empty where it stands for nothing
   * @param capabilities the {@code glibc-hwcaps} subdirectories that the processor may use, best
   *     first
   * @param legacyCapabilities the names of which glibc before 2.37 tries every combination as
   *     subdirectories: the processor's, then the platform
   * @param isaLevel the x86-64 level, 1…4; 0 where it does not matter
   * @param kernel the version of the kernel, which glibc up to 2.35 compares with what files ask
   *     for; empty where it is not known, and no file asks too much
   */
  public record Processor(
      Optional<String> platform,
      List<String> capabilities,
      List<String> legacyCapabilities,
      int isaLevel,
      Optional<String> kernel) {
    /** A processor without any subdirectories, below a kernel that is new enough. */
    public static final Processor PLAIN =
        new Processor(Optional.empty(), List.of(), List.of(), 0, Optional.empty());

    public Processor {
      capabilities = List.copyOf(capabilities);
      legacyCapabilities = List.copyOf(legacyCapabilities);
    }
  }

  /**
   * What the machine's files tell a loader.
   *
   * @param cache {@code /etc/ld.so.cache}
   * @param preload the content of {@code /etc/ld.so.preload}
   * @param muslPath the content of {@code /etc/ld-musl-ARCH.path}; one that is there and cannot be
   *     read is an empty text
   */
  public record Files(
      Optional<LdCache> cache, Optional<String> preload, Optional<String> muslPath) {
    /** No such file. */
    public static final Files NONE =
        new Files(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * How a program was started.
   *
   * @param variables its environment, of which loaders read {@code LD_LIBRARY_PATH}, {@code
   *     LD_PRELOAD}, {@code LD_AUDIT} and {@code GLIBC_TUNABLES}
   * @param workingDirectory absolute
   * @param secure whether the program is privileged ({@code AT_SECURE})
   * @param tracing whether to go on where a library is missing, as {@code ldd} does
   */
  public record Start(
      Map<String, String> variables, String workingDirectory, boolean secure, boolean tracing) {
    /** Traced, with no variable set. */
    public static final Start TRACED = new Start(Map.of(), "/", false, true);

    public Start {
      variables = Map.copyOf(variables);
    }

    /** A variable that the loader reads; empty where it is not set. */
    public Optional<String> variable(String name) {
      return Optional.ofNullable(variables.get(name));
    }

    /** What {@code $ORIGIN} stands for in a library that was opened by a path. */
    String directoryOf(String path) {
      String absolute =
          path.startsWith("/")
              ? path
              : workingDirectory + (workingDirectory.endsWith("/") ? "" : "/") + path;
      int slash = absolute.lastIndexOf('/');
      return slash == 0 ? "/" : absolute.substring(0, slash);
    }
  }
}
