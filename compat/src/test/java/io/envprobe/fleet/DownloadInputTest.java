package io.envprobe.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines of the log of an index, and bare headers. */
class DownloadInputTest {
  private static final String PIP =
      "pip/24.0"
          + " {\"cpu\":\"x86_64\",\"distro\":{\"libc\":{\"lib\":\"glibc\",\"version\":\"2.39\"}}}";
  private static final String OLD =
      "pip/24.0 {\"cpu\":\"x86_64\",\"distro\":{\"libc\":{\"lib\":\"glibc\",\"version\":\"2.5\"}}}";

  private static String download(String header) {
    return "download|Fri, 20 Jul 2018 02:19:19 GMT|JP|/packages/a/b-1.tar.gz|TLSv1.2|AES|b|1|sdist|"
        + header
        + "\n";
  }

  @Test
  void eventsCountByWhatTheProgramSaid() throws IOException {
    FleetFixture read =
        FleetFixture.read(
            FleetFixture.question(0, "glibc_version >= '2.28'"),
            download(PIP)
                + download(PIP)
                + download(OLD)
                + "simple|Sat, 21 Jul 2018 02:19:19 GMT||/simple/b/|TLSv1.3|AES||||mamba/2.0\n"
                + download("Go-http-client/1.1")
                + download(PIP).replace("|sdist|", "|(null)|")
                + "download|half\n");
    assertEquals(List.of(2L, 1L, 1L), read.share(0));
    assertEquals(4, read.intake().records());
    assertEquals(1, read.intake().ignored());
    assertEquals(
        List.of(
            "input:6: a download without file.type",
            "input:7: no event: it has no ten fields, or another name"),
        read.intake().damages().stream()
            .map(damage -> damage.place() + ": " + damage.reason())
            .toList());
    assertEquals(
        List.of("2018-07-20", "2018-07-21"),
        read.report().trend().stream().map(FleetReport.Point::date).toList());
  }

  @Test
  void bareHeadersAreAnInput() throws IOException {
    FleetFixture read =
        FleetFixture.read(
            FleetFixture.question(0, "glibc_version >= '2.28'"),
            "mamba/2.0\n" + PIP + "\n(null)\n" + OLD + "\n");
    assertEquals(List.of(1L, 1L, 1L), read.share(0));
    assertEquals(1, read.intake().ignored());
  }

  @Test
  void newerLinesSayHowTheRequestWent() {
    DownloadEvent event = DownloadEvent.parse(download("GET|200|1234||" + PIP).strip());
    assertEquals("200", event.values().get("http.status_code"));
    assertEquals("x86_64", event.client().details().get("cpu"));
    assertEquals(
        DownloadClient.Kind.UNKNOWN,
        DownloadEvent.parse(download("GET|20|1234||" + PIP).strip()).client().kind());
  }
}
