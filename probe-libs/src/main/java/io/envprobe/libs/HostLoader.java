package io.envprobe.libs;

import io.envprobe.binaries.ElfDynamic;
import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ElfProperties;
import io.envprobe.binaries.loader.Loader;
import io.envprobe.binaries.loader.LoaderSettings;
import io.envprobe.binaries.loader.Resolution;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.internal.ElfProgram;
import io.envprobe.libs.internal.HostPath;
import io.envprobe.libs.internal.libc.LoaderBuilds;
import io.envprobe.libs.internal.libc.LoaderCache;
import io.envprobe.libs.internal.libc.LoaderTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dynamic loaders of a host, emulated: what each of its programs and libraries would load.
 * Reads every file once; used by one thread.
 */
public final class HostLoader {
  private static final String MUSL = "ld-musl-";

  /** Stands for a program that is not there; in messages. */
  private static final String PROGRAM = "/program";

  private final Host host;
  private final int isaLevel;
  private final LoaderSettings.Start start;
  private final HostLoaderFiles files;
  private final LoaderTable table = LoaderTable.read();
  private final LoaderBuilds builds;
  private final Map<String, Optional<LoaderSettings>> byLoader = new HashMap<>();

  private HostLoader(Host host, int isaLevel, LoaderSettings.Start start) {
    this.host = host;
    this.isaLevel = isaLevel;
    this.start = start;
    this.files = HostLoaderFiles.of(host, start.workingDirectory());
    this.builds = new LoaderBuilds(host, table);
  }

  /**
   * The loaders of a host for programs that are started in a way.
   *
   * @param isaLevel the x86-64 level of the processor, 1…4; 0 where it is not known or does not
   *     matter
   */
  public static HostLoader of(Host host, int isaLevel, LoaderSettings.Start start) {
    return new HostLoader(host, isaLevel, start);
  }

  /** The same for programs that a shell starts in the root with the host's own variables. */
  public static HostLoader of(Host host, int isaLevel) {
    return of(
        host,
        isaLevel,
        new LoaderSettings.Start(
            host.variable("LD_LIBRARY_PATH").answer(),
            host.variable("LD_PRELOAD").answer(),
            "/",
            false,
            true));
  }

  /** The files that the loaders look at. */
  public HostLoaderFiles files() {
    return files;
  }

  /**
   * What loading a file would come to. Fails as {@link FailureKind#WRONG_TYPE} for a file that is
   * no ELF file or is static, and as {@link FailureKind#UNSUPPORTED} where no known loader is there
   * for it.
   */
  public Outcome<Resolution> resolve(String path) {
    Outcome<ElfProgram> opened = ElfProgram.open(host, path);
    if (!(opened instanceof Outcome.Answer<ElfProgram> answer)) {
      Outcome.Failure<ElfProgram> failure = (Outcome.Failure<ElfProgram>) opened;
      return Outcome.failed(failure.kind(), failure.detail());
    }
    ElfFile file = answer.value().file();
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
   * What a program of the system that names no directories itself gets for a name, with every place
   * looked at: the search is the first of the resolution, and the library its first object.
   *
   * @param system a file of the system that has its architecture and loader
   */
  public Optional<Resolution> find(String name, ElfFile system) {
    ElfDynamic dynamic =
        new ElfDynamic(
            List.of(new ElfDynamic.Entry(ElfDynamic.Tag.NEEDED, 0)),
            List.of(name),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of());
    ElfFile program =
        new ElfFile(
            0,
            system.header(),
            List.of(),
            system.interpreter(),
            Optional.of(dynamic),
            List.of(),
            List.of(),
            List.of(),
            ElfProperties.NONE,
            Optional.empty());
    Optional<LoaderSettings> settings = settings(system);
    return settings.isEmpty()
        ? Optional.empty()
        : Optional.of(Loader.resolve(settings.get(), files, PROGRAM, "/", program));
  }

  /** The loader that a file gets, and all it is told; empty where none is there. */
  public Optional<LoaderSettings> settings(ElfFile file) {
    Optional<String> named = file.interpreter();
    String loader = named.isPresent() ? named.get() : builds.loaderFor(file);
    Optional<LoaderSettings> known = byLoader.get(loader);
    if (known == null) {
      known = read(loader, file);
      byLoader.put(loader, known);
    }
    return known;
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
        new LoaderSettings(build.get(), table.processor(architecture, isaLevel), told, start));
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
