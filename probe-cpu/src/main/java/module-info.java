/** The probes of the processor. */
module io.envprobe.cpu {
  requires static com.github.oshi;
  requires static org.jspecify;
  requires io.envprobe.core;

  provides io.envprobe.probe.ProbeProvider with
      io.envprobe.cpu.CpuProbes;
  provides io.envprobe.target.CrossCheck with
      io.envprobe.cpu.internal.oshi.OshiCrossCheck;
}
