package io.envprobe.libs.internal.windows;

import io.envprobe.binaries.PeFile;
import io.envprobe.binaries.loader.WindowsSettings;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.SystemLibrary;
import io.envprobe.libs.internal.HostPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the loader of Windows is told on a host. */
public final class WindowsPlaces {
  private WindowsPlaces() {}

  /** For a program that brings nothing. */
  public static WindowsSettings of(Host host, Profile facts) {
    return settings(host, facts, Optional.empty(), false);
  }

  /** For a program, or a library that is looked at by itself. */
  public static WindowsSettings of(Host host, Profile facts, String path, PeFile file) {
    Optional<String> application =
        file.isDll() ? Optional.empty() : Optional.of(HostPath.parent(path));
    return settings(host, facts, application, !file.wide());
  }

  /** The directory of Windows; an image has no drive and no variables. */
  static String windows(Host host) {
    Optional<String> root = host.variable("SystemRoot").answer();
    if (root.isPresent()) {
      return root.get().replace('\\', '/');
    }
    return host.status("/Windows") instanceof Outcome.Answer<?> ? "/Windows" : "C:/Windows";
  }

  private static WindowsSettings settings(
      Host host, Profile facts, Optional<String> application, boolean narrow) {
    String windows = windows(host);
    String wow = HostPath.in(windows, "SysWOW64");
    boolean emulated = narrow && host.status(wow) instanceof Outcome.Answer<?>;
    return new WindowsSettings(
        application,
        emulated ? wow : HostPath.in(windows, "System32"),
        windows,
        Optional.empty(),
        path(host, facts),
        List.of(),
        SystemLibrary.names());
  }

  private static List<String> path(Host host, Profile facts) {
    List<String> path = new ArrayList<>();
    if (facts.reading(OsFacts.OS_NAME).asOptional().orElse("").equals("windows")) {
      for (String each : host.variable("PATH").answer().orElse("").split(";", -1)) {
        String directory = each.replace('\\', '/').replace("\"", "").strip();
        if (!directory.isEmpty()) {
          path.add(directory);
        }
      }
    }
    return path;
  }
}
