package io.envprobe.artifact;

import io.envprobe.artifact.internal.NumericalCollector;
import io.envprobe.artifact.internal.NumericalProcess;
import io.envprobe.blas.Member;
import io.envprobe.host.Host;
import io.envprobe.host.Inputs;
import io.envprobe.host.Outcome;
import java.util.List;
import java.util.Map;

/**
 * Finds the BLAS, LAPACK and OpenMP libraries in what a user names or a process maps, and applies
 * the rules to them. Reads files; loads and runs nothing.
 */
public final class NumericalScan {
  private NumericalScan() {}

  /**
   * Those in files, directories and wheels; together they are an environment, or wheels that are to
   * be installed together where one of them is a wheel.
   *
   * @return a failure where one of the names cannot be read at all
   */
  public static Outcome<NumericalReport> of(Inputs inputs, List<String> names) {
    return new NumericalCollector(inputs).report(names);
  }

  /** Those that a process maps; a failure where there is none, or no permission to look. */
  public static Outcome<NumericalReport> process(Host host, long pid) {
    return NumericalProcess.of(host, pid);
  }

  /**
   * The libraries that lie in a directory itself, by file name, links followed.
   *
   * @return a failure where it is no directory that can be read
   */
  public static Outcome<Map<String, Member>> directory(Inputs inputs, String directory) {
    return new NumericalCollector(inputs).flat(directory);
  }
}
