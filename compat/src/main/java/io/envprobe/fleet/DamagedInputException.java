package io.envprobe.fleet;

import java.io.IOException;

/** Something of an input could not be read, and nothing is to be passed over. */
public final class DamagedInputException extends IOException {
  private static final long serialVersionUID = 1L;

  private final FleetIntake.Damage damage;

  /** With what it is about. */
  public DamagedInputException(FleetIntake.Damage damage) {
    super(damage.place() + ": " + damage.reason());
    this.damage = damage;
  }

  /** What could not be read. */
  public FleetIntake.Damage damage() {
    return damage;
  }
}
