package io.envprobe.libs;

import io.envprobe.libs.internal.cxx.CxxRuntimeProbe;
import io.envprobe.libs.internal.cxx.RuntimesProbe;
import io.envprobe.libs.internal.inventory.LibrariesProbe;
import io.envprobe.libs.internal.inventory.PreloadsProbe;
import io.envprobe.libs.internal.inventory.SearchPathProbe;
import io.envprobe.libs.internal.inventory.VariablesProbe;
import io.envprobe.libs.internal.libc.InstalledLibcsProbe;
import io.envprobe.libs.internal.libc.ProcessLibcProbe;
import io.envprobe.libs.internal.libc.ProgramAbiProbe;
import io.envprobe.libs.internal.libc.SystemLibcProbe;
import io.envprobe.libs.internal.macos.MacFloorsProbe;
import io.envprobe.libs.internal.python.InterpretersProbe;
import io.envprobe.libs.internal.python.PythonProbe;
import io.envprobe.libs.internal.windows.WindowsRuntimesProbe;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeProvider;
import java.util.List;

/** The probes of this module. */
public final class LibsProbes implements ProbeProvider {
  /** For {@link java.util.ServiceLoader}. */
  public LibsProbes() {}

  @Override
  public List<Probe> probes() {
    return List.of(
        new ProgramAbiProbe(),
        new SystemLibcProbe(),
        new ProcessLibcProbe(),
        new InstalledLibcsProbe(),
        new CxxRuntimeProbe(),
        new RuntimesProbe(),
        new WindowsRuntimesProbe(),
        new MacFloorsProbe(),
        new SearchPathProbe(),
        new LibrariesProbe(),
        new PreloadsProbe(),
        new VariablesProbe(),
        new PythonProbe(),
        new InterpretersProbe());
  }
}
