package io.envprobe.marker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactType;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.PythonFacts;
import io.envprobe.fact.UnknownCause;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileEnvironmentTest {

  private static MarkerEnvironment environment(Fact<?>... facts) {
    return MarkerEnvironment.of(new Profile(List.of(facts), List.of(), Map.of()));
  }

  private static String value(MarkerEnvironment environment, String name) {
    return environment
        .value(MarkerNames.named(name).orElseThrow())
        .map(
            value ->
                value
                    .reading()
                    .fold(
                        present -> present.value().toString(),
                        absent -> "absent",
                        unknown -> "unknown: " + unknown.detail()))
        .orElse("not defined");
  }

  @Test
  void debianWithPython312() {
    MarkerEnvironment debian =
        environment(
            Fact.observed(OsFacts.OS_NAME, "linux"),
            Fact.observed(OsFacts.KERNEL_VERSION, "6.1.0-18-amd64"),
            Fact.observed(OsFacts.KERNEL_MACHINE, "x86_64"),
            Fact.observed(PythonFacts.PYTHON_VERSION, "3.12.3"),
            Fact.observed(PythonFacts.PYTHON_IMPLEMENTATION, "cpython"),
            Fact.observed(LibraryFacts.LIBC_NAME, "glibc"),
            Fact.observed(LibraryFacts.LIBC_VERSION, "2.36"),
            Fact.observed(
                CpuFacts.CPU_FEATURES,
                List.of("sse2", "avx2"),
                Evidence.file("/proc/cpuinfo", "avx2")),
            Fact.observed(FactKey.foreign("user.features", FactType.SET), List.of("infiniband")));
    assertEquals("3.12", value(debian, "python_version"));
    assertEquals("3.12.3", value(debian, "implementation_version"));
    assertEquals("CPython", value(debian, "platform_python_implementation"));
    assertEquals("posix", value(debian, "os_name"));
    assertEquals("linux", value(debian, "sys_platform"));
    assertEquals("Linux", value(debian, "platform_system"));
    assertEquals("6.1.0-18-amd64", value(debian, "platform_release"));
    assertEquals("2.36", value(debian, "glibc_version"));
    assertEquals("absent", value(debian, "musl_version"));
    assertEquals("", value(debian, "extra"));
    assertEquals("not defined", value(debian, "extras"));
    assertEquals("unknown: nothing looked for cuda.version", value(debian, "cuda_version"));
    CompiledMarker marker =
        CompiledMarker.parse("'avx2' in cpu_features and 'infiniband' in user_features");
    assertEquals(Truth.TRUE, marker.evaluate(debian));
    assertEquals(
        "/proc/cpuinfo",
        marker.explain(debian).parts().get(0).value().orElseThrow().evidence().get(0).locator());
  }

  @Test
  void windowsAndFreeBsdHaveTheirOwnNames() {
    MarkerEnvironment windows =
        environment(
            Fact.observed(OsFacts.OS_NAME, "windows"),
            Fact.observed(OsFacts.KERNEL_MACHINE, "x86_64"),
            Fact.observed(OsFacts.OS_VERSION, "10.0.19045"));
    assertEquals("AMD64", value(windows, "platform_machine"));
    assertEquals("10.0.19045", value(windows, "platform_version"));
    assertEquals("nt", value(windows, "os_name"));
    MarkerEnvironment freebsd =
        environment(
            Fact.observed(OsFacts.OS_NAME, "freebsd"),
            Fact.observed(OsFacts.KERNEL_VERSION, "14.0-RELEASE"));
    assertEquals("freebsd14", value(freebsd, "sys_platform"));
  }

  @Test
  void aMachineWithoutPythonIsNotOneWithUnknownPython() {
    CompiledMarker marker = CompiledMarker.parse("python_version >= '3.8'");
    assertEquals(
        Truth.FALSE, marker.evaluate(environment(Fact.absent(PythonFacts.PYTHON_VERSION))));
    assertEquals(
        Truth.UNKNOWN,
        marker.evaluate(
            environment(
                Fact.unknown(PythonFacts.PYTHON_VERSION, UnknownCause.DENIED, "no access"))));
    assertTrue(
        value(environment(Fact.observed(PythonFacts.PYTHON_VERSION, "three")), "python_version")
            .startsWith("unknown: "));
  }
}
