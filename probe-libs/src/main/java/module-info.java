/** Probes of the C and C++ runtimes, Python interpreters, the loader and native libraries. */
module io.envprobe.libs {
  requires transitive io.envprobe.core;
  requires transitive io.envprobe.binaries;
  requires static org.jspecify;

  exports io.envprobe.blas;
  exports io.envprobe.libs;

  provides io.envprobe.probe.ProbeProvider with
      io.envprobe.libs.LibsProbes,
      io.envprobe.blas.BlasProbes;
}
