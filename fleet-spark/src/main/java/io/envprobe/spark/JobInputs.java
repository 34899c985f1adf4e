package io.envprobe.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files that the inputs of the job lead to, in the order in which the command reads them.
 *
 * @param files path to the name by which the report calls it
 * @param parquet paths of tables
 */
record JobInputs(Map<String, String> files, List<String> parquet) {
  private static final List<String> ENDINGS =
      List.of(".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".gz");
  private static final String PARQUET = ".parquet";

  JobInputs {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    parquet = List.copyOf(parquet);
  }

  /**
   * Lists inputs.
   *
   * @throws IOException where one is not there
   */
  static JobInputs of(List<String> names, Configuration configuration) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    List<String> parquet = new ArrayList<>();
    for (String name : names) {
      Path path = new Path(name);
      FileSystem system = path.getFileSystem(configuration);
      if (name.endsWith(PARQUET)) {
        parquet.add(name);
      } else {
        collect(system, system.getFileStatus(path), name, true, files, parquet);
      }
    }
    return new JobInputs(files, parquet);
  }

  private static void collect(
      FileSystem system,
      FileStatus status,
      String name,
      boolean named,
      Map<String, String> files,
      List<String> parquet)
      throws IOException {
    if (status.isFile()) {
      if (name.endsWith(PARQUET)) {
        parquet.add(status.getPath().toString());
      } else if (named || ENDINGS.stream().anyMatch(name::endsWith)) {
        files.put(status.getPath().toString(), name);
      }
      return;
    }
    FileStatus[] entries = system.listStatus(status.getPath());
    Arrays.sort(entries, Comparator.comparing(entry -> entry.getPath().getName()));
    for (FileStatus entry : entries) {
      String last = entry.getPath().getName();
      String called = name.endsWith("/") ? name + last : name + "/" + last;
      if (entry.isDirectory() && last.endsWith(PARQUET)) {
        parquet.add(entry.getPath().toString());
      } else {
        collect(system, entry, called, false, files, parquet);
      }
    }
  }

  /** The names, in order. */
  List<String> order() {
    return List.copyOf(files.values());
  }
}
