package io.envprobe.target;

import io.envprobe.fact.CpuFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.fact.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A profile that another detector has checked: where both know a thing and differ, a finding says
 * so; where only the other knows it, its answer fills the gap. The other's name of the
 * microarchitecture is compared and never taken over.
 *
 * @param profile the profile with what the other detector adds
 * @param detector who was asked
 * @param answer what it said
 */
public record CrossChecked(Profile profile, String detector, Reading<FactRecord> answer) {

  /** Checks a profile. */
  public static CrossChecked of(Profile profile, String detector, Reading<FactRecord> answer) {
    if (!(answer instanceof Reading.Present<FactRecord> present)) {
      return new CrossChecked(profile, detector, answer);
    }
    Comparison comparison = new Comparison(profile, detector, present.value());
    comparison.text(CpuFacts.CPU_VENDOR, "vendor");
    comparison.text(CpuFacts.CPU_BRAND, "brand");
    comparison.number(CpuFacts.CPU_FAMILY, "family");
    comparison.number(CpuFacts.CPU_MODEL, "model");
    comparison.number(CpuFacts.CPU_STEPPING, "stepping");
    comparison.silicon();
    return new CrossChecked(
        profile.overlay(new Profile(comparison.added, comparison.findings, Map.of())),
        detector,
        answer);
  }

  /** One use, one thread. */
  private static final class Comparison {
    private static final int NUMBER_DIGITS = 9;

    private final Profile profile;
    private final String detector;
    private final FactRecord other;
    private final List<Fact<?>> added = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    Comparison(Profile profile, String detector, FactRecord other) {
      this.profile = profile;
      this.detector = detector;
      this.other = other;
    }

    void text(FactKey<String> key, String field) {
      String said = other.text(field).orElse("").strip();
      if (!said.isEmpty()) {
        compare(key, said, said);
      }
    }

    void number(FactKey<Long> key, String field) {
      String said = other.text(field).orElse("").strip();
      if (isNumber(said)) {
        compare(key, Long.parseLong(said), said);
      }
    }

    private static boolean isNumber(String text) {
      for (int i = 0; i < text.length(); i++) {
        if (text.charAt(i) < '0' || text.charAt(i) > '9') {
          return false;
        }
      }
      return !text.isEmpty() && text.length() <= NUMBER_DIGITS;
    }

    private <T> void compare(FactKey<T> key, T said, String excerpt) {
      Reading<T> own = profile.reading(key);
      if (own.isUnknown()) {
        added.add(Fact.observed(key, said, new Evidence("library", detector, excerpt)));
      } else if (own instanceof Reading.Present<T> present && !present.value().equals(said)) {
        differs(key.name(), String.valueOf(present.value()), excerpt);
      }
    }

    void silicon() {
      String said = other.text("microarchitecture").orElse("").strip();
      if (!said.isEmpty()
          && !said.equalsIgnoreCase("unknown")
          && profile.reading(CpuFacts.CPU_SILICON) instanceof Reading.Present<String> own
          && !plain(own.value()).equals(plain(said))) {
        differs(CpuFacts.CPU_SILICON.name(), own.value(), said);
      }
    }

    /** Detectors differ in case and in blanks, and not only in substance. */
    private static String plain(String name) {
      return name.replace(" ", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    private void differs(String key, String own, String said) {
      findings.add(
          new Finding(
              "cpu.cross-check-differs",
              Severity.INFO,
              key + " is " + own + ", " + detector + " says " + said,
              key,
              List.of(new Evidence("library", detector, said)),
              ""));
    }
  }
}
