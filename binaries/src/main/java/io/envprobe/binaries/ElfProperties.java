package io.envprobe.binaries;

import java.util.OptionalLong;

/**
 * What the GNU property note says, read as the dynamic loader reads it: a note that is misaligned,
 * unsorted or wrongly sized says nothing. Each value is a set of bits; empty where there is no such
 * property.
 *
 * <p>Source: https://gitlab.com/x86-psABIs/Linux-ABI and
 * https://github.com/ARM-software/abi-aa/blob/main/sysvabi64/sysvabi64.rst
 *
 * @param x86IsaNeeded bit 0 baseline, 1 x86-64-v2, 2 v3, 3 v4: the loader refuses where missing
 * @param x86IsaUsed the same bits; never enforced
 * @param x86Features bit 0 IBT, 1 SHSTK
 * @param aarch64Features bit 0 BTI, 1 PAC, 2 GCS
 */
public record ElfProperties(
    OptionalLong x86IsaNeeded,
    OptionalLong x86IsaUsed,
    OptionalLong x86Features,
    OptionalLong aarch64Features) {
  /** No property. */
  public static final ElfProperties NONE =
      new ElfProperties(
          OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

  /** The x86-64 level needed, 1…4; empty where the file does not say. */
  public OptionalLong x86LevelNeeded() {
    return x86IsaNeeded.isPresent() && x86IsaNeeded.getAsLong() != 0
        ? OptionalLong.of(64 - Long.numberOfLeadingZeros(x86IsaNeeded.getAsLong()))
        : OptionalLong.empty();
  }
}
