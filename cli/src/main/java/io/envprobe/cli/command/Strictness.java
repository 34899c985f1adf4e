package io.envprobe.cli.command;

import io.envprobe.cli.output.ExitCode;
import io.envprobe.fact.Fact;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import java.util.List;

/** What {@code --strict} makes of a description: an exit code. */
final class Strictness {
  private Strictness() {}

  static int exit(List<Fact<?>> facts, List<Finding> findings) {
    for (Finding finding : findings) {
      if (finding.severity() == Severity.ERROR) {
        return ExitCode.FALSE;
      }
    }
    for (Fact<?> fact : facts) {
      if (fact.reading().isUnknown()) {
        return ExitCode.UNDETERMINED;
      }
    }
    return ExitCode.TRUE;
  }
}
