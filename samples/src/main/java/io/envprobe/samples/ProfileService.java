package io.envprobe.samples;

import com.sun.net.httpserver.HttpServer;
import io.envprobe.engine.DetectOptions;
import io.envprobe.engine.EnvProbe;
import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.OsFacts;
import io.envprobe.fact.Profile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;

/** Serves the machine to monitoring: a Prometheus metric, and OpenTelemetry resource attributes. */
public final class ProfileService {
  private ProfileService() {}

  /** Takes the port to listen on, on this machine only; 0 for a free one. */
  public static void main(String[] arguments) throws IOException {
    InetSocketAddress address = new InetSocketAddress("localhost", Integer.parseInt(arguments[0]));
    HttpServer server = HttpServer.create(address, 0);
    DetectOptions hourly = DetectOptions.DEFAULT.maximumAge(Duration.ofHours(1));
    server.createContext(
        "/",
        exchange -> {
          Profile machine = EnvProbe.detect(hourly);
          boolean metrics = exchange.getRequestURI().getPath().equals("/metrics");
          String text = metrics ? prometheus(machine) : openTelemetry(machine);
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    System.out.println("http://localhost:" + server.getAddress().getPort() + "/metrics");
  }

  /** One metric whose labels are the facts; what is not known is an empty label. */
  static String prometheus(Profile machine) {
    return "# TYPE envprobe_info gauge\nenvprobe_info{" + pairs(machine, "_", "\"") + "} 1\n";
  }

  /** For the variable OTEL_RESOURCE_ATTRIBUTES. */
  static String openTelemetry(Profile machine) {
    return pairs(machine, ".", "").replace("os.name=", "os.type=") + "\n";
  }

  private static String pairs(Profile machine, String dot, String quote) {
    StringJoiner pairs = new StringJoiner(",");
    for (FactKey<?> key : List.of(OsFacts.OS_NAME, CpuFacts.CPU_ARCH, LibraryFacts.LIBC_VERSION)) {
      String value = machine.reading(key).asOptional().map(Object::toString).orElse("");
      pairs.add(key.name().replace(".", dot) + "=" + quote + value + quote);
    }
    return pairs.toString();
  }
}
