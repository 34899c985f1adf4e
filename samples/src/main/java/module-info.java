/** Programs that embed the library. */
module io.envprobe.samples {
  requires io.envprobe.markers;
  requires static org.jspecify;
}
