package io.envprobe.libs.internal.python;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Origin;
import io.envprobe.fact.PythonFacts;
import io.envprobe.fact.Reading;
import io.envprobe.host.Host;
import io.envprobe.libs.internal.libc.LoaderTable;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The interpreter that the standard markers describe. */
public final class PythonProbe implements Probe {
  @Override
  public String id() {
    return "python";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(
        PythonFacts.PYTHON_PATH,
        PythonFacts.PYTHON_IMPLEMENTATION,
        PythonFacts.PYTHON_VERSION,
        PythonFacts.PYTHON_ABIS,
        PythonFacts.PYTHON_EXT_SUFFIX,
        PythonFacts.PYTHON_FREE_THREADED,
        PythonFacts.PYTHON_DEBUG,
        PythonFacts.PYTHON_LIBC,
        PythonFacts.PYTHON_ARCH,
        PythonFacts.PYTHON_MANYLINUX_OVERRIDE);
  }

  @Override
  public Set<FactKey<?>> needs() {
    return Set.of(PythonFacts.PYTHON_REQUESTED);
  }

  @Override
  public void probe(ProbeSession session) {
    InterpreterSearch search = new InterpreterSearch(session.host());
    Choice choice = search.choose(session.reading(PythonFacts.PYTHON_REQUESTED));
    for (Finding finding : search.findings()) {
      session.add(finding);
    }
    if (choice instanceof Choice.Undecided undecided && !undecided.path().isEmpty()) {
      // Files do not tell what it runs; it may say so itself, where the user allows that.
      String path = undecided.path();
      Optional<InterpreterAnswers> said = InterpreterAnswers.of(session.host(), path);
      if (said.isPresent()) {
        choice = new Choice.Found(said.get().executable(), path);
      }
    }
    if (choice instanceof Choice.Found found) {
      Interpreter interpreter = read(session.host(), found);
      List<Evidence> evidence = new ArrayList<>(interpreter.evidence());
      evidence.addAll(search.looked());
      record(session, interpreter, evidence);
      return;
    }
    for (FactKey<?> key : provides()) {
      session.add(notFound(key, choice, search.looked()));
    }
  }

  private static Interpreter read(Host host, Choice.Found found) {
    Interpreter read = InstallationReader.read(host, LoaderTable.read(), found);
    boolean open =
        read.version().isUnknown()
            || read.abis().isUnknown()
            || read.freeThreaded().isUnknown()
            || read.debug().isUnknown();
    Optional<InterpreterAnswers> said =
        open ? InterpreterAnswers.of(host, found.path()) : Optional.empty();
    return said.isPresent() ? said.get().complete(read) : read;
  }

  private static <T> Fact<T> notFound(FactKey<T> key, Choice choice, List<Evidence> looked) {
    Reading<T> reading =
        choice instanceof Choice.Undecided undecided
            ? Reading.unknown(undecided.cause(), undecided.detail())
            : Reading.absent();
    return new Fact<>(key, reading, Origin.OBSERVED, looked);
  }

  private static void record(
      ProbeSession session, Interpreter interpreter, List<Evidence> evidence) {
    add(session, PythonFacts.PYTHON_PATH, Reading.present(interpreter.path()), evidence);
    add(
        session,
        PythonFacts.PYTHON_IMPLEMENTATION,
        Reading.present(interpreter.implementation()),
        evidence);
    add(session, PythonFacts.PYTHON_VERSION, interpreter.version(), evidence);
    add(session, PythonFacts.PYTHON_ABIS, interpreter.abis(), evidence);
    add(session, PythonFacts.PYTHON_EXT_SUFFIX, interpreter.extensionSuffix(), evidence);
    add(session, PythonFacts.PYTHON_FREE_THREADED, interpreter.freeThreaded(), evidence);
    add(session, PythonFacts.PYTHON_DEBUG, interpreter.debug(), evidence);
    add(session, PythonFacts.PYTHON_LIBC, interpreter.libc(), evidence);
    add(session, PythonFacts.PYTHON_ARCH, interpreter.architecture(), evidence);
    add(session, PythonFacts.PYTHON_MANYLINUX_OVERRIDE, interpreter.manylinuxOverride(), evidence);
    for (Finding finding : interpreter.findings()) {
      session.add(finding);
    }
  }

  private static <T> void add(
      ProbeSession session, FactKey<T> key, Reading<T> reading, List<Evidence> evidence) {
    session.add(new Fact<>(key, reading, Origin.OBSERVED, evidence));
  }
}
