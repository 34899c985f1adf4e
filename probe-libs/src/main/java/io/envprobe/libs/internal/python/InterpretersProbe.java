package io.envprobe.libs.internal.python;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Origin;
import io.envprobe.fact.PythonFacts;
import io.envprobe.fact.Reading;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.internal.HostPath;
import io.envprobe.libs.internal.libc.LoaderTable;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every interpreter that can be found: the chosen one, all of the search path, all that version
 * managers have installed.
 */
public final class InterpretersProbe implements Probe {
  private static final String[] COLLECTIONS = {
    "~/.pyenv/versions",
    "~/.asdf/installs/python",
    "~/.local/share/mise/installs/python",
    "~/.local/share/uv/python"
  };

  @Override
  public String id() {
    return "python.interpreters";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(PythonFacts.PYTHON_INTERPRETERS);
  }

  @Override
  public Set<FactKey<?>> needs() {
    return Set.of(PythonFacts.PYTHON_REQUESTED);
  }

  @Override
  public void probe(ProbeSession session) {
    Host host = session.host();
    InterpreterSearch search = new InterpreterSearch(host);
    Map<String, Choice.Found> byRealPath = new LinkedHashMap<>();
    add(host, byRealPath, search.choose(session.reading(PythonFacts.PYTHON_REQUESTED)));
    Launchers launchers = new Launchers(host);
    for (String directory : search.directories()) {
      addAll(host, launchers, directory, "PATH", byRealPath);
    }
    for (String collection : COLLECTIONS) {
      if (host.list(collection) instanceof Outcome.Answer<List<String>> names) {
        for (String name : names.value()) {
          addAll(host, launchers, collection + "/" + name + "/bin", collection, byRealPath);
        }
      }
    }
    LoaderTable loaders = LoaderTable.read();
    List<FactRecord> records = new ArrayList<>();
    for (Choice.Found found : byRealPath.values()) {
      records.add(InstallationReader.read(host, loaders, found).record());
    }
    List<Evidence> looked = search.looked();
    session.add(
        new Fact<>(
            PythonFacts.PYTHON_INTERPRETERS, Reading.present(records), Origin.OBSERVED, looked));
  }

  private static void addAll(
      Host host,
      Launchers launchers,
      String directory,
      String via,
      Map<String, Choice.Found> byRealPath) {
    if (host.list(directory) instanceof Outcome.Answer<List<String>> names) {
      for (String name : names.value()) {
        Optional<InterpreterName> parsed = InterpreterName.parse(name);
        if (parsed.isPresent() && !name.startsWith("lib")) {
          add(host, byRealPath, launchers.resolve(HostPath.in(directory, name), via));
        }
      }
    }
  }

  /** One entry a program, except that every virtual environment is one of its own. */
  private static void add(Host host, Map<String, Choice.Found> byRealPath, Choice choice) {
    if (!(choice instanceof Choice.Found found)) {
      return;
    }
    String place = HostPath.parent(HostPath.parent(found.path()));
    boolean venv = host.status(HostPath.in(place, "pyvenv.cfg")) instanceof Outcome.Answer<?>;
    String real =
        !venv && host.realPath(found.path()) instanceof Outcome.Answer<String> answer
            ? answer.value()
            : place;
    byRealPath.putIfAbsent(real, found);
  }
}
