package io.envprobe.libs.internal.python;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Reading;
import io.envprobe.fact.Severity;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.internal.HostPath;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the interpreter that a person would get: the one asked for, else that of the active
 * virtual environment, else that of the active conda environment, else the first on the search
 * path. Used once.
 */
final class InterpreterSearch {
  /** What a shell searches where nobody set PATH, as in a fresh container. */
  private static final String DEFAULT_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private static final String[] NAMES = {"python3", "python"};

  private final Host host;
  private final Launchers launchers;
  private final List<Evidence> looked = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  InterpreterSearch(Host host) {
    this.host = host;
    this.launchers = new Launchers(host);
  }

  /** Where was looked, most important first. */
  List<Evidence> looked() {
    return looked;
  }

  /** What was strange on the way. */
  List<Finding> findings() {
    return findings;
  }

  /** By the user's wish, where there is one. */
  Choice choose(Reading<String> requested) {
    if (host.property("os.name") instanceof Outcome.Answer<String> system
        && system.value().startsWith("Windows")) {
      return new Choice.Undecided(
          UnknownCause.UNSUPPORTED, "installations of Python on Windows are not read");
    }
    return requested instanceof Reading.Present<String> wish && !wish.value().isEmpty()
        ? requested(wish.value())
        : first();
  }

  private Choice first() {
    for (String variable : new String[] {"VIRTUAL_ENV", "CONDA_PREFIX"}) {
      if (host.variable(variable) instanceof Outcome.Answer<String> prefix
          && !prefix.value().isEmpty()) {
        looked.add(Evidence.variable(variable, prefix.value()));
        Choice choice = at(HostPath.in(prefix.value(), "bin/python"), variable);
        if (!(choice instanceof Choice.None)) {
          return choice;
        }
        if (variable.equals("VIRTUAL_ENV")) {
          findings.add(
              new Finding(
                  "python.stale-virtual-env",
                  Severity.WARNING,
                  "VIRTUAL_ENV names a directory without an interpreter.",
                  prefix.value(),
                  List.of(),
                  "activate the environment again, or unset VIRTUAL_ENV"));
        }
      }
    }
    return onPath(NAMES);
  }

  /** What the user asked for: a path, or a version such as {@code 3.12}. */
  private Choice requested(String wish) {
    looked.add(new Evidence("user", "--python", wish));
    if (HostPath.isAbsoluteAnywhere(wish)) {
      if (host.status(HostPath.in(wish, "bin/python")) instanceof Outcome.Answer<?>) {
        return at(HostPath.in(wish, "bin/python"), "--python");
      }
      return at(wish, "--python");
    }
    String name = Character.isDigit(wish.charAt(0)) ? "python" + minor(wish) : wish;
    return onPath(name);
  }

  /** The first two numbers of a version. */
  private static String minor(String version) {
    int dot = version.indexOf('.');
    int second = dot < 0 ? -1 : version.indexOf('.', dot + 1);
    return second < 0 ? version : version.substring(0, second);
  }

  /** The directories of the search path that a host can be asked for, each once. */
  List<String> directories() {
    String path =
        host.variable("PATH") instanceof Outcome.Answer<String> value
            ? value.value()
            : DEFAULT_PATH;
    List<String> directories = new ArrayList<>();
    for (int start = 0; start <= path.length(); ) {
      int end = path.indexOf(':', start);
      if (end < 0) {
        end = path.length();
      }
      String directory = path.substring(start, end);
      if (HostPath.isAbsolute(directory) && !directories.contains(directory)) {
        directories.add(directory);
      }
      start = end + 1;
    }
    return directories;
  }

  private Choice onPath(String... names) {
    List<String> directories = directories();
    looked.add(Evidence.variable("PATH", String.join(":", directories)));
    for (String directory : directories) {
      for (String name : names) {
        Choice choice = at(HostPath.in(directory, name), "PATH");
        if (!(choice instanceof Choice.None)) {
          return choice;
        }
      }
    }
    return new Choice.None("no directory of PATH has " + String.join(" or ", names));
  }

  private Choice at(String path, String via) {
    Choice choice = launchers.resolve(path, via);
    if (choice instanceof Choice.None none && !none.reason().isEmpty()) {
      looked.add(Evidence.file(path, none.reason()));
      findings.add(
          new Finding(
              "python.not-an-interpreter",
              Severity.INFO,
              none.reason() + ".",
              path,
              List.of(),
              ""));
    }
    return choice instanceof Choice.Undecided undecided
        ? new Choice.Undecided(undecided.cause(), undecided.detail(), path)
        : choice;
  }
}
