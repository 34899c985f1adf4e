/** The probes of the processor. */
module io.envprobe.cpu {
  requires static org.jspecify;
  requires io.envprobe.core;

  provides io.envprobe.probe.ProbeProvider with
      io.envprobe.cpu.CpuProbes;
}
