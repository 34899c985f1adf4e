package io.envprobe.cli.command;

import io.envprobe.cli.output.ExitCode;
import io.envprobe.fact.Fact;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import java.util.List;

/** What {@code --strict} makes of a description: an exit code. */
final class Strictness {
  private Strictness() {}

  /** For files: what could not be read is unknown. */
  static int exit(List<Finding> findings) {
    boolean unknown = false;
    for (Finding finding : findings) {
      if (finding.severity() == Severity.ERROR) {
        return ExitCode.FALSE;
      }
      unknown |=
          finding.rule().equals("file.unreadable") || finding.rule().equals("against.unknown");
    }
    return unknown ? ExitCode.UNDETERMINED : ExitCode.TRUE;
  }

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
