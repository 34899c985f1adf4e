package io.envprobe.spark;

import io.envprobe.fleet.FleetCounts;
import io.envprobe.fleet.FleetDocument;
import io.envprobe.fleet.FleetIntake;
import io.envprobe.fleet.FleetQuestion;
import io.envprobe.requirement.RequirementException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The report of the command {@code fleet}, byte for byte, worked out by a cluster: each file, or
 * row group of Parquet, is read and counted where it lies, and the counts are added up.
 */
public final class FleetJob {
  private FleetJob() {}

  /**
   * Runs the job in the session that {@code spark-submit} prepared.
   *
   * @param words the options of the command, and inputs
   * @throws IllegalArgumentException where they do not fit
   * @throws RequirementException where a requirement is none
   * @throws IOException where an input cannot be listed or the report not be written
   */
  public static void main(String... words) throws IOException, RequirementException {
    JobArguments arguments = JobArguments.parse(words);
    SparkSession session = SparkSession.builder().appName("envprobe fleet").getOrCreate();
    String report = report(session, words);
    if (arguments.output().isPresent()) {
      Path path = new Path(arguments.output().get());
      Configuration configuration = session.sparkContext().hadoopConfiguration();
      try (OutputStream out = path.getFileSystem(configuration).create(path, true)) {
        out.write(report.getBytes(StandardCharsets.UTF_8));
      }
    } else {
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      out.print(report);
      out.flush();
    }
    session.stop();
  }

  /**
   * The report, as text.
   *
   * @param words as {@link #main} takes them
   */
  public static String report(SparkSession session, String... words)
      throws IOException, RequirementException {
    JobArguments arguments = JobArguments.parse(words);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    JobQuestion question = JobQuestion.of(arguments, context);
    JobInputs inputs = JobInputs.of(arguments.inputs(), context.hadoopConfiguration());
    List<CountedPart> parts = new ArrayList<>();
    if (!inputs.files().isEmpty()) {
      List<String> paths = new ArrayList<>(inputs.files().keySet());
      parts.add(
          context
              .binaryFiles(String.join(",", paths), paths.size())
              .mapPartitions(new CountFiles(question, inputs.files()))
              .treeReduce(CountedPart::and));
    }
    if (!inputs.parquet().isEmpty()) {
      JavaRDD<Row> rows = session.read().parquet(inputs.parquet().toArray(String[]::new)).javaRDD();
      parts.add(rows.mapPartitions(new CountRows(question)).treeReduce(CountedPart::and));
    }
    FleetQuestion asked = question.get();
    FleetCounts counts = new FleetCounts(asked);
    FleetIntake intake = FleetIntake.NONE;
    for (CountedPart part : parts) {
      counts.add(part.counts());
      intake = intake.and(part.intake(inputs.order()));
    }
    return arguments.csv()
        ? FleetDocument.csv(counts.report(asked))
        : FleetDocument.json(counts.report(asked), intake);
  }
}
