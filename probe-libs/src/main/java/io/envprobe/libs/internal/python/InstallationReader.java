package io.envprobe.libs.internal.python;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Reading;
import io.envprobe.fact.Severity;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.internal.ElfProgram;
import io.envprobe.libs.internal.HostPath;
import io.envprobe.libs.internal.libc.LoaderTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Learns an interpreter from the files of its installation. Used once.
 *
 * <p>A virtual environment is told by {@code pyvenv.cfg} beside or above the link that it is called
 * by; it leads to the base installation, whose files say what the interpreter is. What {@code
 * pyvenv.cfg} itself says was true when the environment was made, so it comes last.
 */
final class InstallationReader {
  private static final Optional<String> TRUE = Optional.of("true");

  private final Host host;
  private final LoaderTable loaders;
  private final String path;
  private final String via;
  private final List<Evidence> evidence = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private String venv = "";
  private String venvConfig = "";

  private InstallationReader(Host host, LoaderTable loaders, Choice.Found found) {
    this.host = host;
    this.loaders = loaders;
    this.path = found.path();
    this.via = found.via();
  }

  static Interpreter read(Host host, LoaderTable loaders, Choice.Found found) {
    return new InstallationReader(host, loaders, found).read();
  }

  private Interpreter read() {
    findVenv();
    String base = base();
    Outcome<ElfProgram> opened = ElfProgram.open(host, base);
    @Nullable ElfProgram program =
        opened instanceof Outcome.Answer<ElfProgram> answer ? answer.value() : null;
    String prefix = HostPath.parent(HostPath.parent(base));
    InterpreterName name = name(base, program, prefix);
    Installation installation = Installation.find(host, prefix, name);
    evidence.addAll(installation.evidence());
    Reading<Boolean> debug = installation.flag("Py_DEBUG", 'd', path);
    Reading<Boolean> freeThreaded =
        installation.isBefore(3, 13)
            ? Reading.present(false)
            : installation.flag("Py_GIL_DISABLED", 't', path);
    return new Interpreter(
        path,
        via,
        name.implementation(),
        version(name, installation, prefix, program),
        installation.abis(debug, freeThreaded, path),
        installation.extensionSuffix(path),
        freeThreaded,
        debug,
        program == null ? unreadable(opened) : libc(program),
        program == null ? unreadable(opened) : Reading.present(program.architecture()),
        ManylinuxOverride.in(host, searched(prefix, name, installation), evidence),
        evidence,
        findings);
  }

  private void findVenv() {
    String directory = HostPath.parent(path);
    for (String place : new String[] {HostPath.parent(directory), directory}) {
      if (host.text(HostPath.in(place, "pyvenv.cfg")) instanceof Outcome.Answer<String> config) {
        venv = place;
        venvConfig = config.value();
        return;
      }
    }
  }

  /** The interpreter of the base installation, every link resolved. */
  private String base() {
    String real =
        host.realPath(path) instanceof Outcome.Answer<String> answer ? answer.value() : path;
    if (venv.isEmpty()) {
      return real;
    }
    evidence.add(Evidence.file(HostPath.in(venv, "pyvenv.cfg"), venvConfig));
    Optional<String> executable = KeyValues.venv(venvConfig, "executable");
    Optional<String> home = KeyValues.venv(venvConfig, "home");
    List<String> candidates = new ArrayList<>();
    if (executable.isPresent()) {
      candidates.add(executable.get());
    }
    if (home.isPresent()) {
      candidates.add(HostPath.in(home.get(), HostPath.name(real)));
      candidates.add(HostPath.in(home.get(), "python3"));
      candidates.add(HostPath.in(home.get(), "python"));
    }
    for (String candidate : candidates) {
      if (HostPath.isAbsolute(candidate)
          && host.realPath(candidate) instanceof Outcome.Answer<String> answer
          && !answer.value().startsWith(venv + "/")) {
        return answer.value();
      }
    }
    if (real.startsWith(venv + "/")) {
      findings.add(
          finding(
              "python.lost-base",
              "The virtual environment " + venv + " has lost its base interpreter.",
              venv));
    }
    return real;
  }

  private InterpreterName name(String base, @Nullable ElfProgram program, String prefix) {
    Optional<InterpreterName> parsed = InterpreterName.parse(HostPath.name(base));
    InterpreterName plain =
        parsed.isPresent() ? parsed.get() : new InterpreterName("cpython", "", "");
    if (!plain.minor().isEmpty()) {
      return plain;
    }
    if (program != null) {
      for (String needed : program.file().needed()) {
        Optional<InterpreterName> library = InterpreterName.parse(needed);
        if (library.isPresent() && !library.get().minor().isEmpty()) {
          evidence.add(Evidence.file(base, "needs " + needed));
          return library.get();
        }
      }
    }
    Optional<InterpreterName> only = Installation.onlyName(host, prefix, plain.implementation());
    if (only.isPresent()) {
      return only.get();
    }
    Optional<String> recorded = venvVersion();
    if (recorded.isPresent()) {
      parsed = InterpreterName.parse("python" + minor(recorded.get()));
    }
    return parsed.isPresent() ? parsed.get() : plain;
  }

  private static String minor(String version) {
    return version.substring(0, version.indexOf('.', version.indexOf('.') + 1));
  }

  private Optional<String> venvVersion() {
    Optional<String> info = KeyValues.venv(venvConfig, "version_info");
    if (info.isEmpty()) {
      info = KeyValues.venv(venvConfig, "version");
    }
    return info.isEmpty() ? info : PythonVersion.parseInfo(info.get());
  }

  private Reading<String> version(
      InterpreterName name,
      Installation installation,
      String prefix,
      @Nullable ElfProgram program) {
    if (name.minor().isEmpty()) {
      return Reading.unknown(
          UnknownCause.UNSUPPORTED,
          "neither the name of " + path + " nor its files tell a version");
    }
    Optional<String> version = installation.version();
    if (version.isEmpty() || !version.get().startsWith(name.minor() + ".")) {
      version = insideProgram(name, prefix, program);
    }
    Optional<String> recorded = venvVersion();
    if (version.isPresent() && recorded.isPresent() && !version.equals(recorded)) {
      findings.add(
          finding(
              "python.stale-venv",
              "The virtual environment "
                  + venv
                  + " was made for Python "
                  + recorded.get()
                  + " and now runs "
                  + version.get()
                  + ".",
              venv));
    }
    Optional<String> best = version.isPresent() ? version : recorded;
    return best.isPresent()
        ? Reading.present(best.get())
        : Reading.unknown(UnknownCause.UNSUPPORTED, "no file tells the full version of " + path);
  }

  private Optional<String> insideProgram(
      InterpreterName name, String prefix, @Nullable ElfProgram program) {
    if (program == null) {
      return Optional.empty();
    }
    ElfProgram holder = program;
    for (String needed : program.file().needed()) {
      if (InterpreterName.parse(needed).isPresent()) {
        for (String directory : new String[] {"lib", "lib64"}) {
          String library = HostPath.in(HostPath.in(prefix, directory), needed);
          if (ElfProgram.open(host, library) instanceof Outcome.Answer<ElfProgram> answer) {
            holder = answer.value();
          }
        }
      }
    }
    try {
      Optional<String> version = PythonVersion.inside(holder, name.minor());
      if (version.isPresent()) {
        evidence.add(Evidence.file(holder.path(), "constant " + version.get()));
      }
      return version;
    } catch (IOException e) {
      findings.add(finding("host.unreadable-file", "" + e.getMessage(), holder.path()));
      return Optional.empty();
    }
  }

  private Reading<String> libc(ElfProgram program) {
    Optional<String> loader = program.file().interpreter();
    if (loader.isEmpty()) {
      return Reading.present("none");
    }
    evidence.add(Evidence.file(program.path(), "PT_INTERP " + loader.get()));
    Optional<String> family = loaders.family(loader.get());
    return family.isPresent()
        ? Reading.present(family.get())
        : Reading.unknown(UnknownCause.UNSUPPORTED, "no rule for the loader " + loader.get());
  }

  /** The directories that the interpreter looks for modules in, as far as files tell. */
  private List<String> searched(String prefix, InterpreterName name, Installation installation) {
    List<String> directories = new ArrayList<>();
    if (name.minor().isEmpty() || installation.library().isEmpty()) {
      return directories;
    }
    boolean system = KeyValues.venv(venvConfig, "include-system-site-packages").equals(TRUE);
    String library = "lib/" + HostPath.name(installation.library());
    directories.add(installation.library());
    if (!venv.isEmpty()) {
      directories.add(HostPath.in(venv, library + "/site-packages"));
    }
    if (venv.isEmpty() || system) {
      // Debian keeps packages of its own apart, for all versions at once.
      directories.add(HostPath.in(prefix, "local/" + library + "/dist-packages"));
      directories.add(HostPath.in(prefix, "lib/python3/dist-packages"));
      directories.add(HostPath.in(prefix, library + "/site-packages"));
      directories.add(HostPath.in(installation.library(), "site-packages"));
    }
    return directories;
  }

  private static <T> Reading<T> unreadable(Outcome<ElfProgram> outcome) {
    Outcome.Failure<ElfProgram> failure = (Outcome.Failure<ElfProgram>) outcome;
    return failure.isNotFound()
        ? Reading.unknown(UnknownCause.MALFORMED, failure.detail())
        : Reading.unknown(
            failure.kind() == FailureKind.WRONG_TYPE
                ? UnknownCause.UNSUPPORTED
                : failure.kind().cause(),
            failure.detail());
  }

  private static Finding finding(String rule, String message, String subject) {
    return new Finding(rule, Severity.WARNING, message, subject, List.of(), "");
  }
}
