package io.envprobe.libs.internal.python;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Reading;
import io.envprobe.host.CommandOutput;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import io.envprobe.libs.internal.HostPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an interpreter says of itself. Asked only for what files leave open, and answered only where
 * the user allows that programs are run; what files tell is never replaced.
 */
final class InterpreterAnswers {
  /**
   * Isolated from the user's variables and modules. The last line shows that nothing is missing.
   *
   * <p>Source: https://docs.python.org/3/library/sysconfig.html
   */
  private static final String SCRIPT =
      "import platform,sys,sysconfig as c;"
          + "print('executable='+(sys.executable or ''));"
          + "print('implementation='+sys.implementation.name);"
          + "print('version='+platform.python_version());"
          + "print('suffix='+(c.get_config_var('EXT_SUFFIX') or ''));"
          + "print('threads=%d'%bool(c.get_config_var('Py_GIL_DISABLED')));"
          + "print('debug=%d'%bool(c.get_config_var('Py_DEBUG')));"
          + "print('end=1')";

  private final Map<String, String> answers;
  private final String path;

  private InterpreterAnswers(String path, Map<String, String> answers) {
    this.path = path;
    this.answers = answers;
  }

  /** Asks; empty where it may not be run, fails, or says anything but the whole answer. */
  static Optional<InterpreterAnswers> of(Host host, String path) {
    Request.Command question = new Request.Command(List.of(path, "-I", "-c", SCRIPT));
    if (!(host.answer(question) instanceof Outcome.Answer<CommandOutput> answer)
        || answer.value().exitCode() != 0) {
      return Optional.empty();
    }
    Map<String, String> answers = new HashMap<>();
    for (String line : answer.value().standardOutput().split("\\R", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        answers.put(line.substring(0, equals), line.substring(equals + 1).strip());
      }
    }
    boolean whole =
        answers.containsKey("end")
            && PythonVersion.parse(answers.getOrDefault("version", "")).isPresent();
    return whole ? Optional.of(new InterpreterAnswers(path, answers)) : Optional.empty();
  }

  /** The program that really ran, where it is another than was called. */
  String executable() {
    String said = text("executable");
    return HostPath.isAbsoluteAnywhere(said) ? said : path;
  }

  /** What files leave open, filled. */
  Interpreter complete(Interpreter known) {
    String implementation = text("implementation");
    boolean same = implementation.equals(known.implementation());
    Reading<String> version =
        known.version().isPresent()
            ? known.version()
            : Reading.present(PythonVersion.parse(text("version")).orElseThrow());
    Reading<Boolean> threads = or(known.freeThreaded(), flag("threads"));
    Reading<Boolean> debug = or(known.debug(), flag("debug"));
    Reading<String> suffix =
        or(
            known.extensionSuffix(),
            text("suffix").isEmpty() ? known.extensionSuffix() : Reading.present(text("suffix")));
    List<Evidence> evidence = new ArrayList<>(known.evidence());
    evidence.add(
        new Evidence("command", path + " -I -c …", implementation + " " + text("version")));
    return new Interpreter(
        known.path(),
        known.via(),
        known.version().isPresent() || same ? known.implementation() : implementation,
        version,
        or(known.abis(), abis(implementation, version, threads, debug, suffix)),
        suffix,
        threads,
        debug,
        known.libc(),
        known.architecture(),
        known.manylinuxOverride(),
        evidence,
        known.findings());
  }

  private static Reading<List<String>> abis(
      String implementation,
      Reading<String> version,
      Reading<Boolean> threads,
      Reading<Boolean> debug,
      Reading<String> suffix) {
    if (!implementation.equals("cpython")) {
      return Reading.present(AbiTags.ofSuffix(suffix.asOptional().orElse("")));
    }
    String full = version.asOptional().orElseThrow();
    String minor = full.substring(0, full.indexOf('.', full.indexOf('.') + 1));
    return Reading.present(
        AbiTags.cpython(
            minor,
            threads.asOptional().orElse(false),
            debug.asOptional().orElse(false),
            true,
            true));
  }

  private Reading<Boolean> flag(String name) {
    return Reading.present(text(name).equals("1"));
  }

  private static <T> Reading<T> or(Reading<T> known, Reading<T> said) {
    return known.isUnknown() ? said : known;
  }

  private String text(String name) {
    return answers.getOrDefault(name, "");
  }
}
