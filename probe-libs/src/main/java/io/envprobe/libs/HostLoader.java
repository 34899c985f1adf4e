package io.envprobe.libs;

import io.envprobe.binaries.ByteSource;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ReadResult;
import io.envprobe.binaries.loader.Loader;
import io.envprobe.binaries.loader.LoaderFiles;
import io.envprobe.binaries.loader.LoaderSettings;
import io.envprobe.binaries.loader.Resolution;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Profile;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.internal.HostPath;
import io.envprobe.libs.internal.libc.LoaderBuilds;
import io.envprobe.libs.internal.libc.LoaderCache;
import io.envprobe.libs.internal.libc.LoaderTable;
import io.envprobe.libs.internal.libc.SystemFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The dynamic loaders of a host, emulated: what each of its programs and libraries would load.
 * Reads every file once; used by one thread.
 */
public final class HostLoader {
  private static final String MUSL = "ld-musl-";

  private static final String[] VARIABLES = {
    "LD_LIBRARY_PATH",
    "LD_PRELOAD",
    "LD_AUDIT",
    "LD_ASSUME_KERNEL",
    "LD_HWCAP_MASK",
    "GLIBC_TUNABLES"
  };

  private final Host host;
  private final Profile facts;
  private final SystemFacts system;
  private final LoaderSettings.Start start;
  private final HostLoaderFiles files;
  private final LoaderTable table = LoaderTable.read();
  private final LoaderBuilds builds;
  private final Map<String, Optional<LoaderSettings>> byLoader = new HashMap<>();

  private HostLoader(Host host, Profile facts, LoaderSettings.Start start, HostLoaderFiles files) {
    this.host = host;
    this.facts = facts;
    this.system = SystemFacts.of(facts);
    this.start = start;
    this.files = files;
    this.builds = new LoaderBuilds(host, table);
  }

  /** The facts that {@link #of(Host, Profile)} reads. */
  public static Set<FactKey<?>> needs() {
    return SystemFacts.KEYS;
  }

  /**
   * The loaders of a host for programs that a shell starts in the root with the host's own
   * variables.
   *
   * @param facts tells of its C library, processor and kernel, see {@link #needs}; where they are
   *     not known, no directory for better processors counts and no processor or kernel is too old
   */
  public static HostLoader of(Host host, Profile facts) {
    return of(host, facts, start(host));
  }

  /** The same for programs that are started in another way. */
  public static HostLoader of(Host host, Profile facts, LoaderSettings.Start start) {
    return new HostLoader(host, facts, start, HostLoaderFiles.of(host, start.workingDirectory()));
  }

  private static LoaderSettings.Start start(Host host) {
    Map<String, String> variables = new HashMap<>();
    for (String name : VARIABLES) {
      if (host.variable(name) instanceof Outcome.Answer<String> value) {
        variables.put(name, value.value());
      }
    }
    return new LoaderSettings.Start(variables, "/", false, true);
  }

  /**
   * The same loaders with more files on the machine: those of an artifact, laid where it would be
   * installed.
   *
   * @param laid as in {@link HostLoaderFiles#laying}
   */
  public HostLoader laying(Map<String, ByteSource> laid) {
    return new HostLoader(host, facts, start, files.laying(laid));
  }

  /** The same loaders for programs that are started without {@code LD_PRELOAD}. */
  public HostLoader bare() {
    Map<String, String> variables = new HashMap<>(start.variables());
    variables.remove("LD_PRELOAD");
    LoaderSettings.Start other =
        new LoaderSettings.Start(
            variables, start.workingDirectory(), start.secure(), start.tracing());
    return new HostLoader(host, facts, other, files);
  }

  /** The files that the loaders look at. */
  public HostLoaderFiles files() {
    return files;
  }

  /**
   * Loads a program, or opens a library as a program that brings nothing else does, and reports
   * what is found and missing; on macOS and Windows a file of those systems. Fails as {@link
   * FailureKind#WRONG_TYPE} for any other file, and otherwise as reading it does.
   *
   * @param path absolute; of the host or {@linkplain #laying laid} over it
   */
  public Outcome<LoadReport> examine(String path) {
    return examine(path, false);
  }

  /**
   * The same, for a caller that opens the file whatever it looks like.
   *
   * @param opened whether the file is opened as a library even where it looks like a program
   */
  public Outcome<LoadReport> examine(String path, boolean opened) {
    Optional<BinaryLoader> other = BinaryLoader.resolveHere(host, facts, path);
    return other.isPresent()
        ? Outcome.of(other.get().report(path))
        : new Examination(this, host).of(path, opened);
  }

  /**
   * What starting a program would come to. Fails as {@link FailureKind#WRONG_TYPE} for a file that
   * is no ELF file or is static, and as {@link FailureKind#UNSUPPORTED} where no known loader is
   * there for it.
   */
  public Outcome<Resolution> resolve(String path) {
    if (!(files.open(path) instanceof LoaderFiles.Content content)
        || !(content.content() instanceof ReadResult.Read<ElfFile> read)) {
      return Outcome.failed(FailureKind.WRONG_TYPE, path + " is no ELF file that can be read");
    }
    ElfFile file = read.value();
    if (file.dynamic().isEmpty()) {
      return Outcome.failed(FailureKind.WRONG_TYPE, path + " is not loaded dynamically");
    }
    Optional<LoaderSettings> settings = settings(file);
    if (settings.isEmpty()) {
      return Outcome.failed(FailureKind.UNSUPPORTED, "no known loader is there for " + path);
    }
    String real =
        file.interpreter().isPresent()
                && host.realPath(path) instanceof Outcome.Answer<String> resolved
            ? resolved.value()
            : path;
    return Outcome.of(Loader.resolve(settings.get(), files, path, HostPath.parent(real), file));
  }

  /**
   * What opening a library in a program of the system that names no directories itself would come
   * to, with every place looked at.
   *
   * @param name the path of a library, or a name that is searched for
   * @param system a file of the system that has its architecture and loader
   */
  public Optional<Resolution> open(String name, ElfFile system) {
    Optional<LoaderSettings> settings = settings(system);
    return settings.isEmpty()
        ? Optional.empty()
        : Optional.of(Loader.open(settings.get(), files, name, system));
  }

  /** The library that {@link #open} loads under the name itself; empty where it loads none. */
  public Optional<Resolution.LoadedObject> object(String name, ElfFile system) {
    Optional<Resolution> resolution = open(name, system);
    if (resolution.isPresent()) {
      for (Resolution.LoadedObject object : resolution.get().objects()) {
        if (object.name().equals(name) && object.file().isPresent()) {
          return Optional.of(object);
        }
      }
    }
    return Optional.empty();
  }

  /** The loader that a file gets, and all it is told; empty where none is there. */
  public Optional<LoaderSettings> settings(ElfFile file) {
    Optional<String> named = file.interpreter();
    String loader = named.isPresent() ? named.get() : loaderFor(file);
    Optional<LoaderSettings> known = byLoader.get(loader);
    if (known == null) {
      known = read(loader, file);
      byLoader.put(loader, known);
    }
    return known;
  }

  /** The loader of the program that would open a library; empty where there is none. */
  String loaderFor(ElfFile file) {
    return builds.loaderFor(file, system.libc());
  }

  private Optional<LoaderSettings> read(String loader, ElfFile file) {
    String architecture = file.header().architecture().orElse("");
    Optional<LoaderSettings.Build> build = builds.read(loader, architecture);
    if (build.isEmpty()) {
      return Optional.empty();
    }
    boolean musl = build.get().family() == LoaderSettings.Family.MUSL;
    LoaderSettings.Files told =
        musl
            ? new LoaderSettings.Files(Optional.empty(), Optional.empty(), muslPath(loader))
            : new LoaderSettings.Files(
                LoaderCache.read(host), host.text("/etc/ld.so.preload").answer(), Optional.empty());
    return Optional.of(
        new LoaderSettings(
            build.get(), system.of(table, architecture, build.get(), start), told, start));
  }

  /** Beside the loader's directory; a file that cannot be read counts as an empty path. */
  private Optional<String> muslPath(String loader) {
    String name = HostPath.name(loader);
    if (!name.startsWith(MUSL)) {
      return Optional.empty();
    }
    String architecture = name.substring(MUSL.length(), name.indexOf('.', MUSL.length()));
    String prefix = HostPath.parent(HostPath.parent(loader));
    Outcome<String> text = host.text(HostPath.in(prefix, "etc/ld-musl-" + architecture + ".path"));
    return text instanceof Outcome.Answer<String> answer
        ? Optional.of(answer.value())
        : text.isNotFound() ? Optional.empty() : Optional.of("");
  }
}
