package io.envprobe.fleet;

import io.envprobe.fact.Profile;
import io.envprobe.marker.CompiledMarker;
import io.envprobe.requirement.MarkerDemand;
import io.envprobe.requirement.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A fleet that was read from a text. */
final class FleetFixture {
  static final String CSV =
      "date,cpu,glibc_version,num_downloads\n"
          + "2026-01-01,x86_64,2.5,100\n"
          + "2026-01-01,x86_64,2.28,300\n"
          + "2026-01-01,aarch64,2.41-1,50\n"
          + "2026-02-01,x86_64,,150\n"
          + "2026-02-01,AMD64,2.39,400\n";

  private final Fleet fleet;
  private final FleetReader reader;

  private FleetFixture(FleetQuestion question, FleetColumns columns) {
    this.fleet = new Fleet(question, Profile.EMPTY);
    this.reader = new FleetReader(fleet, columns);
  }

  static FleetQuestion question(int cover, String... expressions) {
    List<FleetQuestion.Asked> asked = new ArrayList<>();
    for (String expression : expressions) {
      asked.add(
          new FleetQuestion.Asked(
              expression,
              MarkerDemand.condition(CompiledMarker.parse(expression), Span.of(expression))));
    }
    return new FleetQuestion(asked, cover);
  }

  static FleetFixture of(FleetQuestion question, FleetColumns columns, byte[] bytes)
      throws IOException {
    FleetFixture fixture = new FleetFixture(question, columns);
    fixture.reader.read("input", new ByteArrayInputStream(bytes));
    return fixture;
  }

  static FleetFixture read(FleetQuestion question, String text) throws IOException {
    return of(question, FleetColumns.usual(), text.getBytes(StandardCharsets.UTF_8));
  }

  FleetReport report() {
    return fleet.report();
  }

  FleetIntake intake() {
    return reader.intake();
  }

  FleetCounts counts() {
    return fleet.counts();
  }

  /** Compatible, incompatible and undetermined machines of one of the requirements. */
  List<Long> share(int number) {
    FleetReport.Share share = report().shares().get(number);
    return List.of(share.compatible(), share.incompatible(), share.undetermined());
  }
}
