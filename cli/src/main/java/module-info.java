/** The commands. */
module io.envprobe.cli {
  requires com.google.gson;
  requires io.envprobe.markers;
  requires static org.jspecify;
}
