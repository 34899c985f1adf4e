package io.envprobe.gpu.internal;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.UnknownCause;
import io.envprobe.gpu.internal.files.WindowsFiles;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.probe.ProbeSession;
import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Interfaces to devices on Windows and macOS, as far as files tell: that there is none, or that
 * there is one which nobody has asked.
 */
public final class OtherSystems {
  private static final String WINDOWS = "$SystemRoot/System32";

  private OtherSystems() {}

  /**
   * Records the facts of a subject on a system other than Linux.
   *
   * @return whether it is another system, and all facts are recorded
   */
  public static boolean record(ProbeSession session, String subject, Set<FactKey<?>> keys) {
    Host host = session.host();
    boolean windows = WindowsFiles.isWindows(host);
    boolean mac = host.property("os.name").answer().orElse("").startsWith("Mac");
    if (!windows && !mac) {
      return false;
    }
    List<Evidence> looked = new ArrayList<>();
    Optional<String> found = windows ? dll(host, subject, looked) : library(host, subject, looked);
    if (looked.isEmpty()) {
      looked.add(new Evidence("property", "os.name", "there is none for this system"));
    }
    Evidence[] evidence = looked.toArray(new Evidence[0]);
    for (FactKey<?> key : keys) {
      session.add(
          found.isPresent()
              ? Fact.unknown(
                  key,
                  UnknownCause.UNSUPPORTED,
                  found.get() + " is there; on this system it is not asked",
                  evidence)
              : Fact.absent(key, evidence));
    }
    return true;
  }

  private static Table row(String subject) {
    for (Table row : WindowsFiles.table().tables("subjects")) {
      if (row.text("subject").equals(subject)) {
        return row;
      }
    }
    throw new IllegalStateException("no subject " + subject);
  }

  private static Optional<String> dll(Host host, String subject, List<Evidence> looked) {
    WindowsFiles files = new WindowsFiles(host);
    Optional<String> found = Optional.empty();
    for (String directory : files.directories(WINDOWS)) {
      for (String name : row(subject).texts("windows")) {
        looked.add(Evidence.file(directory + "/" + name, ""));
        found = found.or(() -> files.dll(directory, name).map(each -> each.file().path()));
      }
    }
    return found;
  }

  private static Optional<String> library(Host host, String subject, List<Evidence> looked) {
    for (String path : row(subject).texts("macos")) {
      looked.add(Evidence.file(path, ""));
      if (host.status(path) instanceof Outcome.Answer<?>) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }
}
