package io.envprobe.spark;

import io.envprobe.fact.Profile;
import io.envprobe.fleet.Fleet;
import io.envprobe.fleet.FleetColumns;
import io.envprobe.fleet.FleetDocument;
import io.envprobe.fleet.FleetQuestion;
import io.envprobe.fleet.FleetReader;
import io.envprobe.host.LiveInputs;
import io.envprobe.requirement.RequirementException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Spark in this process on two cores, and the local engine beside it. */
final class LocalSpark {
  private LocalSpark() {}

  static SparkSession start() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("test")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate();
  }

  /** The report of the local engine. */
  static String local(boolean csv, int cover, List<String> requirements, List<Path> files)
      throws IOException, RequirementException {
    FleetQuestion question =
        FleetQuestion.read(requirements, new LiveInputs(InputStream.nullInputStream()), cover);
    Fleet fleet = new Fleet(question, Profile.EMPTY);
    FleetReader reader = new FleetReader(fleet, FleetColumns.usual());
    for (Path file : files) {
      try (InputStream stream = Files.newInputStream(file)) {
        reader.read(file.toString(), stream);
      }
    }
    return csv
        ? FleetDocument.csv(fleet.report())
        : FleetDocument.json(fleet.report(), reader.intake());
  }
}
