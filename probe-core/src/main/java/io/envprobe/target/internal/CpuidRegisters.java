package io.envprobe.target.internal;

import io.envprobe.table.Table;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answers of the CPUID instruction on one logical processor. A leaf beyond the highest that the
 * processor reports counts as zero, because real ones answer with unrelated numbers there.
 * Immutable; source: Intel Software Developer Manual volume 2A, CPUID.
 */
public final class CpuidRegisters {
  private static final long EXTENDED = 0x8000_0000L;
  private static final long HYPERVISOR = 0x4000_0000L;

  private final Map<Long, long[]> leaves;

  private CpuidRegisters(Map<Long, long[]> leaves) {
    this.leaves = leaves;
  }

  /** Collects answers. */
  static final class Builder {
    private final Map<Long, long[]> leaves = new TreeMap<>();

    /** Adds an answer; the first for a leaf and subleaf counts. */
    void add(long leaf, long subleaf, long eax, long ebx, long ecx, long edx) {
      leaves.putIfAbsent(
          (leaf & 0xffff_ffffL) << 32 | (subleaf & 0xffff_ffffL),
          new long[] {
            eax & 0xffff_ffffL, ebx & 0xffff_ffffL, ecx & 0xffff_ffffL, edx & 0xffff_ffffL
          });
    }

    boolean holdsLeafZero() {
      return leaves.containsKey(0L);
    }

    boolean isEmpty() {
      return leaves.isEmpty();
    }

    CpuidRegisters build() {
      return new CpuidRegisters(new TreeMap<>(leaves));
    }
  }

  /** Whether there is an answer for that leaf. */
  boolean has(long leaf, long subleaf) {
    return leaves.containsKey(leaf << 32 | subleaf);
  }

  long eax(long leaf, long subleaf) {
    return register(leaf, subleaf, 0);
  }

  long ebx(long leaf, long subleaf) {
    return register(leaf, subleaf, 1);
  }

  long ecx(long leaf, long subleaf) {
    return register(leaf, subleaf, 2);
  }

  long edx(long leaf, long subleaf) {
    return register(leaf, subleaf, 3);
  }

  /** The register that a row of a table of features names. */
  long value(Table word) {
    String register = word.text("register");
    int index =
        switch (register) {
          case "eax" -> 0;
          case "ebx" -> 1;
          case "ecx" -> 2;
          default -> 3;
        };
    return register(word.integer("leaf"), word.integer("subleaf"), index);
  }

  private long register(long leaf, long subleaf, int index) {
    long[] answer = leaves.get(leaf << 32 | subleaf);
    if (answer == null || isBeyond(leaf)) {
      return 0;
    }
    return answer[index];
  }

  private boolean isBeyond(long leaf) {
    if (leaf == 0 || leaf == EXTENDED || (leaf >= HYPERVISOR && leaf < EXTENDED)) {
      return false;
    }
    long[] highest = leaves.get((leaf >= EXTENDED ? EXTENDED : 0L) << 32);
    return highest == null || leaf > highest[0];
  }

  /** The maker's twelve letters; empty where leaf 0 is missing. */
  String vendor() {
    return has(0, 0) ? letters(ebx(0, 0), edx(0, 0), ecx(0, 0)) : "";
  }

  /** The hypervisor's twelve letters; empty where there is none. */
  String hypervisor() {
    return has(HYPERVISOR, 0)
        ? letters(ebx(HYPERVISOR, 0), ecx(HYPERVISOR, 0), edx(HYPERVISOR, 0)).trim()
        : "";
  }

  /** The brand string; empty where the processor has none. */
  String brand() {
    StringBuilder brand = new StringBuilder();
    for (long leaf = EXTENDED + 2; leaf <= EXTENDED + 4; leaf++) {
      brand.append(letters(eax(leaf, 0), ebx(leaf, 0), ecx(leaf, 0), edx(leaf, 0)));
    }
    int end = brand.indexOf("\0");
    return (end < 0 ? brand.toString() : brand.substring(0, end)).strip();
  }

  private static String letters(long... registers) {
    StringBuilder letters = new StringBuilder();
    for (long register : registers) {
      for (int shift = 0; shift < 32; shift += 8) {
        letters.append((char) (register >>> shift & 0xff));
      }
    }
    return letters.toString();
  }

  /** The display family: the extended family counts where the base one is 15. */
  long family() {
    long signature = eax(1, 0);
    long base = signature >>> 8 & 0xf;
    return base == 0xf ? base + (signature >>> 20 & 0xff) : base;
  }

  /** The display model: the extended model counts from base family 6 on, as in Linux. */
  long model() {
    long signature = eax(1, 0);
    long model = signature >>> 4 & 0xf;
    return (signature >>> 8 & 0xf) >= 6 ? model | (signature >>> 12 & 0xf0) : model;
  }

  /** The stepping. */
  long stepping() {
    return eax(1, 0) & 0xf;
  }
}
