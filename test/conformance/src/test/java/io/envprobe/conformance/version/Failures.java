package io.envprobe.conformance.version;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects what a file of cases shows to be wrong, so that one run tells all of it. */
public final class Failures {
  private static final int SHOWN = 20;

  private final List<String> lines = new ArrayList<>();
  private int cases;

  /** Counts a case and notes it where the answer is not the expected one. */
  public void check(String what, @Nullable Object expected, @Nullable Object actual) {
    cases++;
    if (!Objects.equals(expected, actual)) {
      lines.add(what + ": expected " + expected + ", got " + actual);
    }
  }

  /** Fails with the first lines where anything was wrong, and where there was no case at all. */
  public void report() {
    if (!lines.isEmpty()) {
      fail(
          lines.size()
              + " of "
              + cases
              + " differ:\n"
              + String.join("\n", lines.subList(0, Math.min(SHOWN, lines.size()))));
    }
    assertTrue(cases > 0, "no case was run");
  }
}
