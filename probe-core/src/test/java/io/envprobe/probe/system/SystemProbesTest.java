package io.envprobe.probe.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Origin;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import io.envprobe.probe.Profiler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SystemProbesTest {
  /** A machine of these files and properties; a file whose content is "!" may not be read. */
  private static Host machine(Map<String, String> files, Map<String, String> properties) {
    return new Host() {
      @Override
      public <T> Outcome<T> answer(Request<T> request) {
        String found = null;
        if (request instanceof Request.Content content) {
          found = files.get(content.path());
        } else if (request instanceof Request.Property property) {
          found = properties.get(property.name());
        } else if (request instanceof Request.Status status && files.containsKey(status.path())) {
          found = "FILE 1 false";
        }
        if (found == null) {
          return Outcome.failed(FailureKind.NOT_FOUND, request.key());
        }
        return found.equals("!")
            ? Outcome.failed(FailureKind.DENIED, "no permission for " + request.key())
            : Outcome.of(request.decode(found.getBytes(StandardCharsets.UTF_8)));
      }
    };
  }

  private static Profile profile(Map<String, String> files, Map<String, String> properties) {
    Profiler profiler = new Profiler(new SystemProbes().probes());
    return profiler.profile(
        machine(files, properties), profiler.provides(), Profile.EMPTY, Duration.ofSeconds(20));
  }

  private static final Map<String, String> LINUX =
      Map.of("os.name", "Linux", "os.arch", "amd64", "os.version", "5.4");

  @Test
  void debian12NamesItselfInOsRelease() {
    Profile debian =
        profile(
            Map.of(
                "/etc/os-release",
                "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nNAME=\"Debian GNU/Linux\"\nVERSION_ID=\"12\"\n"
                    + "VERSION_CODENAME=bookworm\nID=debian\n"),
            LINUX);
    assertEquals(Reading.present("debian"), debian.reading(OsFacts.OS_ID));
    assertEquals(Reading.present("12"), debian.reading(OsFacts.OS_VERSION_ID));
    assertEquals(Reading.present("bookworm"), debian.reading(OsFacts.OS_CODENAME));
    assertEquals(Reading.absent(), debian.reading(OsFacts.OS_ID_LIKE));
    assertEquals(Reading.present("linux"), debian.reading(OsFacts.OS_NAME));
  }

  @Test
  void quotingIsThatOfAShell() {
    assertEquals(
        Map.of(
            "A", "x y", "B", "it's", "C", "a\"b$c", "D", "plain", "E", "", "F", "a b", "G", "\\n"),
        OsRelease.parse(
            "A='x y'\nB=\"it's\"\nC=\"a\\\"b\\$c\"\n D=plain # comment\nE=\nF=a\\ b\nG=\"\\n\"\n# H=1\nbad line\n9=x\n=y\n"));
  }

  @Test
  void usrLibStandsInWhereEtcHasNone() {
    Profile clear =
        profile(Map.of("/usr/lib/os-release", "ID=clear-linux-os\nID_LIKE='a b'\n"), LINUX);
    assertEquals(Reading.present("clear-linux-os"), clear.reading(OsFacts.OS_ID));
    assertEquals(Reading.present(List.of("a", "b")), clear.reading(OsFacts.OS_ID_LIKE));
    assertEquals(Reading.absent(), clear.reading(OsFacts.OS_VERSION_ID));
  }

  @Test
  void centos6FromBeforeOsRelease() {
    Profile centos = profile(Map.of("/etc/redhat-release", "CentOS release 6.10 (Final)\n"), LINUX);
    assertEquals(Reading.present("centos"), centos.reading(OsFacts.OS_ID));
    assertEquals(Reading.present("6.10"), centos.reading(OsFacts.OS_VERSION_ID));
  }

  @Test
  void anUnreadableFileIsUnknownAndAFinding() {
    Profile denied = profile(Map.of("/etc/os-release", "!"), LINUX);
    assertEquals(
        UnknownCause.DENIED,
        denied
            .reading(OsFacts.OS_ID)
            .fold(
                present -> UnknownCause.NOT_PROBED,
                absent -> UnknownCause.NOT_PROBED,
                Reading.Unknown::cause));
    assertEquals("host.unreadable-file", denied.findings().get(0).rule());
  }

  @Test
  void noReleaseFileAnywhereIsAbsentWithThePlaces() {
    Profile scratch = profile(Map.of(), LINUX);
    assertEquals(Reading.absent(), scratch.reading(OsFacts.OS_ID));
    assertEquals(5, scratch.fact(OsFacts.OS_ID).evidence().size());
  }

  @Test
  void theKernelTellsItsArchitectureAndHasTheLastWord() {
    Profile linux =
        profile(
            Map.of(
                "/proc/sys/kernel/ostype", "Linux\n",
                "/proc/sys/kernel/osrelease", "6.8.0-31-generic\n",
                "/proc/sys/kernel/version", "#31-Ubuntu SMP\n",
                "/proc/sys/kernel/arch", "aarch64\n"),
            Map.of("os.name", "Linux", "os.arch", "arm"));
    assertEquals(Reading.present("aarch64"), linux.reading(OsFacts.KERNEL_MACHINE));
    assertEquals(Reading.present("aarch64"), linux.reading(CpuFacts.CPU_ARCH));
    assertEquals(Reading.present("6.8.0-31-generic"), linux.reading(OsFacts.KERNEL_VERSION));
    assertEquals(Reading.present("#31-Ubuntu SMP"), linux.reading(OsFacts.KERNEL_BUILD));
  }

  @Test
  void aNarrowJavaMachineOnAnOldKernelCannotTellTheKernelsWidth() {
    Profile linux = profile(Map.of(), Map.of("os.name", "Linux", "os.arch", "i386"));
    assertTrue(linux.reading(OsFacts.KERNEL_MACHINE).isUnknown());
    assertTrue(linux.reading(CpuFacts.CPU_ARCH).isUnknown());
  }

  @Test
  void windowsSpeaksOfAmd64AndMacOsOfArm64() {
    Profile windows =
        profile(
            Map.of(), Map.of("os.name", "Windows 11", "os.arch", "amd64", "os.version", "10.0"));
    assertEquals(Reading.present("AMD64"), windows.reading(OsFacts.KERNEL_MACHINE));
    assertEquals(Reading.present("x86_64"), windows.reading(CpuFacts.CPU_ARCH));
    assertEquals(Reading.present("windows"), windows.reading(OsFacts.OS_NAME));
    Profile mac =
        profile(
            Map.of(
                "/System/Library/CoreServices/SystemVersion.plist",
                "<plist><dict><key>ProductVersion</key>\n<string>14.5</string></dict></plist>"),
            Map.of("os.name", "Mac OS X", "os.arch", "aarch64", "os.version", "10.16"));
    assertEquals(Reading.present("arm64"), mac.reading(OsFacts.KERNEL_MACHINE));
    assertEquals(Reading.present("14.5"), mac.reading(OsFacts.OS_VERSION));
    assertTrue(
        mac.reading(OsFacts.KERNEL_VERSION).isUnknown()
            || mac.reading(OsFacts.KERNEL_VERSION).isAbsent());
  }

  @Test
  void aVariableThatStandsForAFactIsDeclaredAndChangesNoOtherFact() {
    Host host =
        new Host() {
          @Override
          public <T> Outcome<T> answer(Request<T> request) {
            return request instanceof Request.Variable variable
                    && variable.name().equals("CONDA_OVERRIDE_GLIBC")
                ? Outcome.of(request.decode("2.17".getBytes(StandardCharsets.UTF_8)))
                : Outcome.failed(FailureKind.NOT_FOUND, request.key());
          }
        };
    Profiler profiler = new Profiler(new SystemProbes().probes());
    Profile profile =
        profiler.profile(host, profiler.provides(), Profile.EMPTY, Duration.ofSeconds(20));
    Fact<?> overrides = profile.find("env.overrides").orElseThrow();
    assertEquals(Origin.DECLARED, overrides.origin());
    FactRecord record = profile.reading(OsFacts.ENV_OVERRIDES).asOptional().orElseThrow().get(0);
    assertEquals("CONDA_OVERRIDE_GLIBC", record.text("name").orElseThrow());
    assertEquals("2.17", record.text("value").orElseThrow());
    Profile plain = profile(Map.of(), LINUX);
    assertEquals(Reading.present(List.of()), plain.reading(OsFacts.ENV_OVERRIDES));
    assertEquals(Origin.OBSERVED, plain.find("env.overrides").orElseThrow().origin());
  }
}
