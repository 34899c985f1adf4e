package io.envprobe.probe.system;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The kernel, as uname(2) tells of it, and the architecture that it offers.
 *
 * <p>On Linux from {@code /proc/sys/kernel}; elsewhere, and where that is hidden, from the
 * properties of the Java machine as far as those tell the same.
 */
final class KernelProbe implements Probe {
  @Override
  public String id() {
    return "kernel";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(
        OsFacts.KERNEL_NAME,
        OsFacts.KERNEL_VERSION,
        OsFacts.KERNEL_BUILD,
        OsFacts.KERNEL_MACHINE,
        CpuFacts.CPU_ARCH);
  }

  @Override
  public void probe(ProbeSession session) {
    Host host = session.host();
    String family = family(host.property("os.name").answer().orElse(""));
    session.add(name(host, family));
    session.add(version(host, family));
    session.add(build(host, family));
    machine(session, family);
  }

  /** The family of systems that decides which property means what. */
  static String family(String osName) {
    if (osName.startsWith("Windows")) {
      return "windows";
    }
    return osName.startsWith("Mac") || osName.equals("Darwin") ? "macos" : "other";
  }

  private static Fact<String> name(Host host, String family) {
    Optional<Fact<String>> fromProc = line(host, "/proc/sys/kernel/ostype", OsFacts.KERNEL_NAME);
    if (fromProc.isPresent()) {
      return fromProc.orElseThrow();
    }
    Outcome<String> property = host.property("os.name");
    return property.fold(
        answer ->
            Fact.observed(
                OsFacts.KERNEL_NAME,
                family.equals("windows")
                    ? "Windows"
                    : family.equals("macos") ? "Darwin" : answer.value(),
                new Evidence("property", "os.name", answer.value())),
        failure -> unknown(OsFacts.KERNEL_NAME, failure));
  }

  private static Fact<String> version(Host host, String family) {
    Optional<Fact<String>> fromProc =
        line(host, "/proc/sys/kernel/osrelease", OsFacts.KERNEL_VERSION);
    if (fromProc.isPresent()) {
      return fromProc.orElseThrow();
    }
    if (family.equals("macos")) { // There the property holds the product version.
      return sysctl(host, "kern.osrelease", OsFacts.KERNEL_VERSION);
    }
    Outcome<String> property = host.property("os.version");
    return property.fold(
        answer ->
            Fact.observed(
                OsFacts.KERNEL_VERSION,
                answer.value(),
                new Evidence("property", "os.version", answer.value())),
        failure -> unknown(OsFacts.KERNEL_VERSION, failure));
  }

  private static Fact<String> build(Host host, String family) {
    Outcome<String> text = host.text("/proc/sys/kernel/version");
    if (text instanceof Outcome.Answer<String> answer) {
      return Fact.observed(
          OsFacts.KERNEL_BUILD,
          answer.value().strip(),
          Evidence.file("/proc/sys/kernel/version", answer.value()));
    }
    if (family.equals("macos")) {
      return sysctl(host, "kern.version", OsFacts.KERNEL_BUILD);
    }
    return text.fold(
        answer -> Fact.absent(OsFacts.KERNEL_BUILD),
        failure ->
            text.isNotFound()
                ? Fact.unknown(
                    OsFacts.KERNEL_BUILD,
                    UnknownCause.UNSUPPORTED,
                    "no file of this system tells the kernel's build")
                : unknown(OsFacts.KERNEL_BUILD, failure));
  }

  private static Fact<String> sysctl(Host host, String name, FactKey<String> key) {
    Outcome<String> value = host.answer(new Request.NativeCall("sysctlbyname", List.of(name)));
    return value.fold(
        answer ->
            Fact.observed(
                key, answer.value(), new Evidence("call", "sysctlbyname " + name, answer.value())),
        failure -> unknown(key, failure));
  }

  /** The one line of a kernel file, where it can be read; otherwise the caller looks elsewhere. */
  private static Optional<Fact<String>> line(Host host, String path, FactKey<String> key) {
    if (host.text(path) instanceof Outcome.Answer<String> answer) {
      String text = answer.value().strip();
      if (isPlainWord(text)) {
        return Optional.of(Fact.observed(key, text, Evidence.file(path, text)));
      }
    }
    return Optional.empty();
  }

  private static boolean isPlainWord(String text) {
    if (text.isEmpty() || text.length() > 200) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static void machine(ProbeSession session, String family) {
    Host host = session.host();
    Architectures architectures = Architectures.load();
    Optional<Fact<String>> told = line(host, "/proc/sys/kernel/arch", OsFacts.KERNEL_MACHINE);
    Fact<String> machine =
        told.isPresent() ? told.get() : machineOfProperty(host, family, architectures);
    session.add(machine);
    Reading<String> canonical = machine.reading();
    if (canonical instanceof Reading.Present<String> name) {
      canonical = Reading.present(architectures.canonical(name.value()).orElse(name.value()));
    }
    session.add(new Fact<>(CpuFacts.CPU_ARCH, canonical, machine.origin(), machine.evidence()));
  }

  private static Fact<String> machineOfProperty(
      Host host, String family, Architectures architectures) {
    Outcome<String> property = host.property("os.arch");
    if (!(property instanceof Outcome.Answer<String> answer)) {
      return unknown(OsFacts.KERNEL_MACHINE, (Outcome.Failure<String>) property);
    }
    String spoken = answer.value();
    Evidence evidence = new Evidence("property", "os.arch", spoken);
    return architectures.isWide(spoken)
        ? Fact.observed(
            OsFacts.KERNEL_MACHINE, asUnameSays(spoken, family, architectures), evidence)
        : Fact.unknown(
            OsFacts.KERNEL_MACHINE,
            UnknownCause.UNSUPPORTED,
            "a program of 32 bits may run on a kernel of 64, and no file tells",
            evidence);
  }

  private static String asUnameSays(String spoken, String family, Architectures architectures) {
    String canonical = architectures.canonical(spoken).orElse(spoken);
    if (family.equals("windows")) {
      return canonical.equals("x86_64") ? "AMD64" : canonical.equals("aarch64") ? "ARM64" : spoken;
    }
    return family.equals("macos") && canonical.equals("aarch64") ? "arm64" : canonical;
  }

  private static <T> Fact<T> unknown(FactKey<T> key, Outcome.Failure<?> failure) {
    return Fact.unknown(key, failure.kind().cause(), failure.detail());
  }
}
