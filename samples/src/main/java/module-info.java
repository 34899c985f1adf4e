/** Programs that embed the library. */
module io.envprobe.samples {
  requires io.envprobe.compat;
  requires jdk.httpserver;
  requires static org.jspecify;
}
