/** Readers of executable formats: a byte source in, records out. */
module io.envprobe.binaries {
  requires static org.jspecify;

  exports io.envprobe.binaries;
  exports io.envprobe.binaries.gpu;
  exports io.envprobe.binaries.loader;
}
