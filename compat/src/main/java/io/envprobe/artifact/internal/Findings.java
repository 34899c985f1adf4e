package io.envprobe.artifact.internal;

import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import java.util.List;

/** Makes findings about files. */
final class Findings {
  private Findings() {}

  /**
   * A finding.
   *
   * @param path what it is about; the message begins with it
   * @param message what follows the path in a sentence
   */
  static Finding of(String rule, Severity severity, String path, String message, String remedy) {
    String shown = ShownText.of(path);
    return new Finding(
        rule, severity, shown + " " + ShownText.of(message), shown, List.of(), remedy);
  }
}
