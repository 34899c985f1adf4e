package io.envprobe.cli.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.envprobe.fleet.FleetReport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetChartTest {
  private static FleetReport report(String name) {
    return new FleetReport(
        1000,
        3,
        List.of(new FleetReport.Share(name, 750, 100, 150, List.of(), List.of(), List.of())),
        Optional.empty(),
        List.of(
            new FleetReport.Point("2026-01-01", 400, List.of(100L), List.of(400L)),
            new FleetReport.Point("2026-02-01", 0, List.of(0L), List.of(0L))));
  }

  @Test
  void thePageCarriesItsNumbersAndTheLibraryThatDrawsThem() {
    String page = FleetChart.html(report("glibc 2.28"));
    assertTrue(
        page.contains(
            "const fleet={\"names\":[\"glibc 2.28\"],\"compatible\":[75.0],\"incompatible\":[10.0],"
                + "\"undetermined\":[15.0],\"dates\":[\"2026-01-01\",\"2026-02-01\"],"
                + "\"trend\":[[25.0,null]]};"));
    assertTrue(page.contains("Chart.js v4"), "the library, with its licence line");
    assertTrue(page.contains("<tr><td>glibc 2.28<td>750<td>100<td>150<td>75.0<td>88.2</tr>"));
    assertFalse(page.contains("src="), "nothing is fetched");
    assertEquals(page, FleetChart.html(report("glibc 2.28")));
  }

  @Test
  void aNameCannotLeaveItsPlace() {
    String page = FleetChart.html(report("</script><b>&"));
    assertEquals(2, page.split("</script>", -1).length - 1);
    assertTrue(page.contains("&lt;/script&gt;&lt;b&gt;&amp;"));
  }
}
