package io.envprobe.engine;

import io.envprobe.marker.Truth;

/** Whether something runs on a platform. */
public enum Compatibility {
  /** It does, as far as its requirement tells. */
  COMPATIBLE,
  /** It does not. */
  INCOMPATIBLE,
  /** Not enough is known of the platform. */
  UNDETERMINED;

  /** What the truth of a condition means. */
  public static Compatibility of(Truth truth) {
    return switch (truth) {
      case TRUE -> COMPATIBLE;
      case FALSE -> INCOMPATIBLE;
      case UNKNOWN -> UNDETERMINED;
    };
  }

  /** Both together: incompatible where one is, otherwise undetermined where one is. */
  public Compatibility and(Compatibility other) {
    if (this == INCOMPATIBLE || other == INCOMPATIBLE) {
      return INCOMPATIBLE;
    }
    return this == COMPATIBLE ? other : this;
  }
}
