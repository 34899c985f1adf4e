package io.envprobe.gpu.internal;

import io.envprobe.accelerator.VendorCode;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Reading;
import io.envprobe.fact.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why programs cannot use what is there.
 *
 * @param code what vendors call it: {@code 803 CUDA_ERROR_SYSTEM_DRIVER_MISMATCH}; where files tell
 *     it, a word of ours: {@code no-kernel-driver}
 * @param meaning a phrase for a person
 * @param remedy what to do
 * @param certain whether it alone proves that nothing can be used
 * @param evidence what shows it
 */
public record Obstacle(
    String code, String meaning, String remedy, boolean certain, Evidence evidence) {

  /** What files prove. */
  public static Obstacle certain(String code, String meaning, String remedy, Evidence evidence) {
    return new Obstacle(code, meaning, remedy, true, evidence);
  }

  /** What files let one fear. */
  public static Obstacle likely(String code, String meaning, String remedy, Evidence evidence) {
    return new Obstacle(code, meaning, remedy, false, evidence);
  }

  /** What a vendor's library answered. */
  public static Obstacle answered(String library, String call, long code) {
    Optional<VendorCode> known = VendorCode.of(library, code);
    String name = known.map(each -> " " + each.name()).orElse("");
    // Large codes are bit patterns, and are written so.
    String number = code > 0xffff ? "0x" + Long.toHexString(code) : Long.toString(code);
    return certain(
        number + name,
        known.map(VendorCode::meaning).orElse(call + " answered " + number),
        known.map(VendorCode::remedy).orElse(""),
        new Evidence("call", call, number + name));
  }

  /**
   * Records that what is there cannot be used: false with the code and the remedy as evidence, and
   * a finding for each obstacle.
   */
  public static Fact<Boolean> unusable(
      FactKey<Boolean> key, List<Obstacle> obstacles, Origin origin) {
    List<Evidence> evidence = new ArrayList<>();
    for (Obstacle obstacle : obstacles) {
      evidence.add(obstacle.evidence);
      evidence.add(Evidence.rule(obstacle.code, obstacle.meaning));
      if (!obstacle.remedy.isEmpty()) {
        evidence.add(Evidence.rule("remedy", obstacle.remedy));
      }
    }
    return new Fact<>(key, Reading.present(false), origin, evidence);
  }

  /** As a finding about a subject, {@code cuda}. */
  public Finding finding(String subject) {
    return finding(subject, certain ? Severity.ERROR : Severity.WARNING);
  }

  /** The same with a severity of its own, as where there is no device that anybody misses. */
  public Finding finding(String subject, Severity severity) {
    return new Finding(
        subject + (certain ? ".unusable" : ".doubtful"),
        severity,
        meaning + " (" + code + ")",
        subject,
        List.of(evidence),
        remedy);
  }
}
