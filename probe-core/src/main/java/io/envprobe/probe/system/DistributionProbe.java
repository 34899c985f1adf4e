package io.envprobe.probe.system;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Finding;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Severity;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operating system and, on Linux, its distribution, from os-release in its two places; where a
 * distribution is older than that file, from the files that stood for it.
 */
final class DistributionProbe implements Probe {
  private static final List<String> OS_RELEASE = List.of("/etc/os-release", "/usr/lib/os-release");

  @Override
  public String id() {
    return "distribution";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(
        OsFacts.OS_NAME,
        OsFacts.OS_VERSION,
        OsFacts.OS_ID,
        OsFacts.OS_ID_LIKE,
        OsFacts.OS_VERSION_ID,
        OsFacts.OS_CODENAME,
        OsFacts.OS_PRETTY_NAME);
  }

  @Override
  public void probe(ProbeSession session) {
    Fact<String> name = osName(session.host());
    session.add(name);
    session.add(productVersion(session.host(), name));
    release(session);
  }

  private static Fact<String> osName(Host host) {
    Outcome<String> property = host.property("os.name");
    if (property instanceof Outcome.Answer<String> answer) {
      return Fact.observed(
          OsFacts.OS_NAME,
          canonical(answer.value()),
          new Evidence("property", "os.name", answer.value()));
    }
    // An image: the files that only one system has.
    for (String[] sign : SIGNS) {
      if (host.status(sign[0]).answer().isPresent()) {
        return Fact.observed(OsFacts.OS_NAME, sign[1], Evidence.file(sign[0], ""));
      }
    }
    return Fact.unknown(
        OsFacts.OS_NAME,
        UnknownCause.NOT_PROBED,
        "no file here tells which operating system this is");
  }

  private static final String[][] SIGNS = {
    {"/system/build.prop", "android"},
    {"/System/Library/CoreServices/SystemVersion.plist", "macos"},
    {"/Windows/System32/ntdll.dll", "windows"},
    {"/etc/os-release", "linux"},
    {"/usr/lib/os-release", "linux"},
    {"/lib64/ld-linux-x86-64.so.2", "linux"},
    {"/lib/ld-linux-aarch64.so.1", "linux"},
    {"/etc/redhat-release", "linux"},
    {"/etc/debian_version", "linux"},
    {"/etc/alpine-release", "linux"},
    {"/bin/busybox", "linux"},
  };

  private static String canonical(String osName) {
    return switch (KernelProbe.family(osName)) {
      case "windows" -> "windows";
      case "macos" -> "macos";
      default -> osName.toLowerCase(java.util.Locale.ROOT).replace(" ", "");
    };
  }

  private static Fact<String> productVersion(Host host, Fact<String> name) {
    String system = name.reading().asOptional().orElse("");
    if (system.equals("macos")) {
      String path = "/System/Library/CoreServices/SystemVersion.plist";
      Outcome<String> text = host.text(path);
      if (text instanceof Outcome.Answer<String> answer) {
        String version = plistString(answer.value(), "ProductVersion");
        if (!version.isEmpty()) {
          return Fact.observed(
              OsFacts.OS_VERSION, version, Evidence.file(path, "ProductVersion " + version));
        }
      }
    }
    if (system.equals("macos") || system.equals("windows")) {
      return host.property("os.version")
          .fold(
              answer ->
                  Fact.observed(
                      OsFacts.OS_VERSION,
                      answer.value(),
                      new Evidence("property", "os.version", answer.value())),
              failure ->
                  Fact.unknown(OsFacts.OS_VERSION, failure.kind().cause(), failure.detail()));
    }
    return system.isEmpty()
        ? Fact.unknown(
            OsFacts.OS_VERSION, UnknownCause.NOT_PROBED, "the operating system is not known")
        : Fact.absent(
            OsFacts.OS_VERSION,
            Evidence.rule("os.name", system + " has releases of distributions only"));
  }

  private static String plistString(String text, String key) {
    int at = text.indexOf("<key>" + key + "</key>");
    int start = at < 0 ? -1 : text.indexOf("<string>", at);
    int end = start < 0 ? -1 : text.indexOf("</string>", start);
    return end < 0 ? "" : text.substring(start + "<string>".length(), end).strip();
  }

  private static void release(ProbeSession session) {
    List<Evidence> looked = new ArrayList<>();
    for (String path : OS_RELEASE) {
      Outcome<String> text = session.host().text(path);
      if (text instanceof Outcome.Answer<String> answer) {
        Map<String, String> values = OsRelease.parse(answer.value());
        if (!values.isEmpty()) {
          facts(session, path, values);
          return;
        }
        damaged(session, path, "holds no assignment");
        unknown(session, UnknownCause.MALFORMED, path + " holds no assignment");
        return;
      }
      if (text instanceof Outcome.Failure<String> failure
          && failure.kind() != FailureKind.NOT_FOUND) {
        damaged(session, path, failure.detail());
        unknown(session, failure.kind().cause(), failure.detail());
        return;
      }
      looked.add(Evidence.file(path, "not there"));
    }
    if (!LegacyRelease.probe(session, looked)) {
      absent(session, looked);
    }
  }

  private static void damaged(ProbeSession session, String path, String detail) {
    session.add(
        new Finding(
            "host.unreadable-file",
            Severity.WARNING,
            "the distribution cannot be told: " + detail,
            path,
            List.of(Evidence.file(path, "")),
            "repair or replace " + path));
  }

  static void facts(ProbeSession session, String path, Map<String, String> values) {
    String id = values.getOrDefault("ID", "");
    session.add(
        id.isEmpty()
            ? Fact.derived(
                OsFacts.OS_ID,
                "linux",
                Evidence.file(path, ""),
                Evidence.rule("os-release(5)", "no ID means linux"))
            : Fact.observed(OsFacts.OS_ID, id, Evidence.file(path, "ID=" + id)));
    String like = values.getOrDefault("ID_LIKE", "").strip();
    session.add(
        like.isEmpty()
            ? Fact.absent(OsFacts.OS_ID_LIKE, Evidence.file(path, "no ID_LIKE"))
            : Fact.observed(
                OsFacts.OS_ID_LIKE,
                List.of(like.split(" +", -1)),
                Evidence.file(path, "ID_LIKE=" + like)));
    text(session, OsFacts.OS_VERSION_ID, path, "VERSION_ID", values);
    text(session, OsFacts.OS_CODENAME, path, "VERSION_CODENAME", values);
    text(session, OsFacts.OS_PRETTY_NAME, path, "PRETTY_NAME", values);
  }

  private static void text(
      ProbeSession session,
      FactKey<String> key,
      String path,
      String name,
      Map<String, String> values) {
    String value = values.getOrDefault(name, "");
    session.add(
        value.isEmpty()
            ? Fact.absent(key, Evidence.file(path, "no " + name))
            : Fact.observed(key, value, Evidence.file(path, name + "=" + value)));
  }

  private static void unknown(ProbeSession session, UnknownCause cause, String detail) {
    session.add(Fact.unknown(OsFacts.OS_ID, cause, detail));
    session.add(Fact.unknown(OsFacts.OS_ID_LIKE, cause, detail));
    session.add(Fact.unknown(OsFacts.OS_VERSION_ID, cause, detail));
    session.add(Fact.unknown(OsFacts.OS_CODENAME, cause, detail));
    session.add(Fact.unknown(OsFacts.OS_PRETTY_NAME, cause, detail));
  }

  private static void absent(ProbeSession session, List<Evidence> looked) {
    Evidence[] places = looked.toArray(new Evidence[0]);
    session.add(Fact.absent(OsFacts.OS_ID, places));
    session.add(Fact.absent(OsFacts.OS_ID_LIKE, places));
    session.add(Fact.absent(OsFacts.OS_VERSION_ID, places));
    session.add(Fact.absent(OsFacts.OS_CODENAME, places));
    session.add(Fact.absent(OsFacts.OS_PRETTY_NAME, places));
  }
}
