package io.envprobe.marker;

import java.util.Locale;

/** Whose rules an expression is read and evaluated by. */
public enum MarkerMode {
  /** The text of the PyPA specification, 2026-01 revision. */
  PYPA,
  /** What {@code packaging} 26.3 answers, case by case. */
  PACKAGING,
  /** What uv 0.12 answers: release segments only, atoms that mean nothing are dropped. */
  UV;

  /** The name as users write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
