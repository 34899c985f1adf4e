package io.envprobe.cli.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The text of Chart.js, a resource of its own jar.
 *
 * @see <a href="https://www.chartjs.org">Chart.js</a>
 */
final class ChartLibrary {
  private static final String RESOURCE =
      "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

  private ChartLibrary() {}

  /** The script, without the line that points to a file for debuggers. */
  static String script() {
    try (InputStream in = ChartLibrary.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("this jar was built without Chart.js: " + RESOURCE);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      int debuggers = text.lastIndexOf("//# sourceMappingURL=");
      return (debuggers < 0 ? text : text.substring(0, debuggers)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // A resource of this program's own jar.
    }
  }
}
