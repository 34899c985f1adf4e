/** The commands. */
module io.envprobe.cli {
  requires com.google.gson;
  requires org.snakeyaml.engine;
  requires io.envprobe.compat;
  requires static org.jspecify;
}
