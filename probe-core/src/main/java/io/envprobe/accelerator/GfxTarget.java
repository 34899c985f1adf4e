package io.envprobe.accelerator;

import io.envprobe.table.Table;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A target of AMD code or devices: a processor, and the settings of features that change the code,
 * as in {@code gfx90a:sramecc+:xnack-}.
 *
 * <p>Source: https://llvm.org/docs/AMDGPUUsage.html#target-id
 *
 * @param processor {@code gfx90a}, or a generic one: {@code gfx9-generic}
 * @param features name to whether it is on; a feature that is not named may be either
 */
public record GfxTarget(String processor, Map<String, Boolean> features) {
  /** Sorts and copies the features. */
  public GfxTarget {
    features = Collections.unmodifiableMap(new TreeMap<>(features));
  }

  /** Reads a target; a triple before it ({@code amdgcn-amd-amdhsa--}) is left out. */
  public static Optional<GfxTarget> parse(String text) {
    String rest = text.strip().toLowerCase(Locale.ROOT);
    int triple = rest.lastIndexOf("--");
    rest = triple >= 0 ? rest.substring(triple + 2) : rest;
    String[] parts = rest.split(":", -1);
    if (!isProcessor(parts[0])) {
      return Optional.empty();
    }
    Map<String, Boolean> features = new TreeMap<>();
    for (int i = 1; i < parts.length; i++) {
      boolean on = parts[i].endsWith("+");
      if (parts[i].length() < 2 || (!on && !parts[i].endsWith("-"))) {
        return Optional.empty();
      }
      features.put(parts[i].substring(0, parts[i].length() - 1), on);
    }
    return Optional.of(new GfxTarget(parts[0], features));
  }

  private static boolean isProcessor(String text) {
    if (text.length() < 6 || !text.startsWith("gfx") || text.length() > 40) {
      return text.startsWith("gfx") && text.endsWith("-generic");
    }
    for (int i = 3; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean allowed = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-';
      if (!allowed) {
        return false;
      }
    }
    return text.charAt(3) >= '0' && text.charAt(3) <= '9';
  }

  /**
   * The target of the kernel's number ({@code gfx_target_version}): 90010 is gfx90a, 110501 is
   * gfx1151. The number 0 is a processor that is no graphics processor; empty for it and for
   * numbers out of range.
   */
  public static Optional<GfxTarget> ofVersion(long version) {
    long major = version / 10_000;
    long minor = version / 100 % 100;
    long stepping = version % 100;
    if (major < 1 || major > 99 || minor > 15 || stepping > 15) {
      return Optional.empty();
    }
    return Optional.of(
        new GfxTarget(
            "gfx" + major + Long.toHexString(minor) + Long.toHexString(stepping), Map.of()));
  }

  /** The target without the settings of features. */
  public GfxTarget plain() {
    return new GfxTarget(processor, Map.of());
  }

  /** The generic target whose code this processor runs too; empty where the table has none. */
  public Optional<String> generic() {
    Optional<Table> row = row();
    return row.isPresent() && row.get().has("generic")
        ? Optional.of(row.get().text("generic"))
        : Optional.empty();
  }

  /** The generation, for example CDNA3; empty where the table does not know the processor. */
  public Optional<String> generation() {
    return row().map(row -> row.text("generation"));
  }

  /**
   * Whether a device, which is this target, runs code of another: the same processor or its generic
   * one, and every feature that the code fixes set so on the device.
   */
  public Certainty runs(GfxTarget code) {
    boolean same = code.processor.equals(processor);
    boolean byGeneric = generic().isPresent() && code.processor.equals(generic().get());
    if (!same && !byGeneric) {
      boolean maybeGeneric = code.processor.endsWith("-generic") && row().isEmpty();
      return maybeGeneric ? Certainty.UNKNOWN : Certainty.NO;
    }
    Certainty certainty = Certainty.YES;
    for (Map.Entry<String, Boolean> fixed : code.features.entrySet()) {
      Boolean set = features.get(fixed.getKey());
      if (set == null) {
        certainty = Certainty.UNKNOWN;
      } else if (!set.equals(fixed.getValue())) {
        return Certainty.NO;
      }
    }
    return certainty;
  }

  private Optional<Table> row() {
    return Optional.ofNullable(Tables.ROWS.get(processor));
  }

  private static final class Tables {
    static final Map<String, Table> ROWS = new HashMap<>();

    static {
      for (Table row : AmdProcessorsTable.read().tables("processors")) {
        ROWS.put(row.text("name"), row);
      }
    }
  }

  /** As LLVM writes it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(processor);
    features.forEach((name, on) -> text.append(':').append(name).append(on ? '+' : '-'));
    return text.toString();
  }
}
