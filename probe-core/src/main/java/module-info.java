/** Facts, readings, the host port, the profiler, profiles, version schemes and CPU targets. */
module io.envprobe.core {
  requires static com.google.gson;
  requires static org.jspecify;

  exports io.envprobe.accelerator;
  exports io.envprobe.fact;
  exports io.envprobe.host;
  exports io.envprobe.json;
  exports io.envprobe.probe;
  exports io.envprobe.table;
  exports io.envprobe.target;
  exports io.envprobe.version;

  uses io.envprobe.host.NativePort;
  uses io.envprobe.probe.ProbeProvider;
  uses io.envprobe.target.CrossCheck;

  provides io.envprobe.probe.ProbeProvider with
      io.envprobe.probe.system.SystemProbes;
}
