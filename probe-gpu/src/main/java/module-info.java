/** Probes of graphics processors, their drivers and the libraries that compute with them. */
module io.envprobe.gpu {
  requires transitive io.envprobe.core;
  requires io.envprobe.binaries;
  requires static org.jspecify;

  exports io.envprobe.gpu;

  provides io.envprobe.probe.ProbeProvider with
      io.envprobe.gpu.GpuProbes;
}
