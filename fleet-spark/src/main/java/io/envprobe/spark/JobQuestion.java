package io.envprobe.spark;

import io.envprobe.fleet.FleetColumns;
import io.envprobe.fleet.FleetQuestion;
import io.envprobe.host.FileStatus;
import io.envprobe.host.LiveInputs;
import io.envprobe.requirement.RequirementException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/**
 * What is asked, as it travels to where it is answered: as text, and files by their names in the
 * cluster's cache of files. It is read again in each process.
 */
final class JobQuestion implements Serializable {
  private static final long serialVersionUID = 1L;

  /** One requirement as text, or the name of a file that was handed to every process. */
  private record Asked(String text, boolean isFile) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private final ArrayList<Asked> asked;
  private final TreeMap<String, String> columns;
  private final int cover;
  private final boolean strict;
  private transient @Nullable FleetQuestion read;

  private JobQuestion(List<Asked> asked, Map<String, String> columns, int cover, boolean strict) {
    this.asked = new ArrayList<>(asked);
    this.columns = new TreeMap<>(columns);
    this.cover = cover;
    this.strict = strict;
  }

  /**
   * Reads it once here, so that what is wrong is said before anything runs.
   *
   * @throws RequirementException where a requirement is none
   */
  static JobQuestion of(JobArguments arguments, JavaSparkContext context)
      throws RequirementException {
    LiveInputs inputs = new LiveInputs(InputStream.nullInputStream());
    List<Asked> asked = new ArrayList<>();
    for (String text : arguments.requirements()) {
      boolean isFile = inputs.status(text).answer().map(FileStatus::isFile).orElse(false);
      if (isFile) {
        context.addFile(text);
      }
      asked.add(new Asked(isFile ? text.substring(text.lastIndexOf('/') + 1) : text, isFile));
    }
    JobQuestion question =
        new JobQuestion(asked, arguments.columns(), arguments.cover(), arguments.strict());
    question.read = FleetQuestion.read(arguments.requirements(), inputs, arguments.cover());
    if (question.read.facts().isEmpty()) {
      throw new IllegalArgumentException("nothing of what is asked depends on the machine");
    }
    return question;
  }

  /** The question. */
  synchronized FleetQuestion get() {
    FleetQuestion known = read;
    if (known != null) {
      return known;
    }
    List<String> sources = new ArrayList<>();
    for (Asked one : asked) {
      sources.add(one.isFile() ? SparkFiles.get(one.text()) : one.text());
    }
    LiveInputs inputs = new LiveInputs(InputStream.nullInputStream());
    try {
      FleetQuestion question = FleetQuestion.read(sources, inputs, cover);
      read = question;
      return question;
    } catch (RequirementException e) {
      throw new IllegalStateException("read on the driver, but not here: " + e.getMessage(), e);
    }
  }

  FleetColumns columns() {
    return FleetColumns.usual().with(columns);
  }

  boolean isStrict() {
    return strict;
  }
}
