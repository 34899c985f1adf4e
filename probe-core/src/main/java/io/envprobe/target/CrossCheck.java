package io.envprobe.target;

import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Another detector of processors, asked on request to check what this one says of the running
 * machine; found by {@link ServiceLoader}. What it does to find out is its own business: it may
 * read what no recording has and start programs, so nothing asks it unasked.
 */
public interface CrossCheck {
  /** Who answers, as its makers call it. */
  String detector();

  /**
   * Asks. The answer has the text fields {@code vendor}, {@code brand}, {@code family}, {@code
   * model}, {@code stepping} and {@code microarchitecture}, as far as the detector knows them;
   * unknown where the detector is not installed or fails. Never throws for either.
   */
  Reading<FactRecord> ask();

  /** Those that are installed. */
  static List<CrossCheck> installed() {
    List<CrossCheck> installed = new ArrayList<>();
    for (CrossCheck check :
        ServiceLoader.load(CrossCheck.class, CrossCheck.class.getClassLoader())) {
      installed.add(check);
    }
    return List.copyOf(installed);
  }
}
