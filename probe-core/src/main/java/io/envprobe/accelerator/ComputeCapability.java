package io.envprobe.accelerator;

import io.envprobe.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The compute capability of an NVIDIA device, for example 9.0. Capabilities that no table knows are
 * as good as known ones: only what the table says about them is missing.
 *
 * <p>Source: https://docs.nvidia.com/cuda/cuda-c-programming-guide/index.html#compute-capabilities
 *
 * @param major 1…99
 * @param minor 0…9
 */
public record ComputeCapability(int major, int minor) implements Comparable<ComputeCapability> {
  private static final int HIGHEST = 99;
  private static final ComputeCapability FIRST_WITH_FAMILIES = new ComputeCapability(10, 0);

  /** Checks the ranges. */
  public ComputeCapability {
    if (!isPossible(major, minor)) {
      throw new IllegalArgumentException(
          "no compute capability: " + major + "." + minor + "; it takes 1.0 to 99.9");
    }
  }

  /** Whether the numbers are in range; what a driver answers need not be. */
  public static boolean isPossible(int major, int minor) {
    return major >= 1 && major <= HIGHEST && minor >= 0 && minor <= 9;
  }

  /** Reads {@code 9.0}; empty for anything else. */
  public static Optional<ComputeCapability> parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 1 || dot > 2 || text.length() != dot + 2) {
      return Optional.empty();
    }
    int major = digits(text.substring(0, dot));
    int minor = digits(text.substring(dot + 1));
    return isPossible(major, minor)
        ? Optional.of(new ComputeCapability(major, minor))
        : Optional.empty();
  }

  /** The capability that compilers write as one number: 90, 121; empty where there is none such. */
  public static Optional<ComputeCapability> ofSm(int number) {
    return isPossible(number / 10, number % 10)
        ? Optional.of(new ComputeCapability(number / 10, number % 10))
        : Optional.empty();
  }

  static int digits(String text) {
    int value = text.isEmpty() ? -1 : 0;
    for (int i = 0; i < text.length() && value >= 0; i++) {
      char c = text.charAt(i);
      value = c >= '0' && c <= '9' && value <= 9999 ? value * 10 + c - '0' : -1;
    }
    return value;
  }

  /** As compilers write it: 90, 121. */
  public int sm() {
    return major * 10 + minor;
  }

  /** The architecture, for example Hopper; empty where the table does not know the capability. */
  public Optional<String> architecture() {
    return member("generation");
  }

  /** Whether devices of this capability are embedded ones (Tegra) by the table. */
  public boolean isEmbedded() {
    return row().map(row -> row.text("kind").equals("tegra")).orElse(false);
  }

  /** The first toolkit that compiles for it; empty where the table does not know it. */
  public Optional<String> firstToolkit() {
    return member("nvcc_first");
  }

  /** The capability that devices of this one go by with later toolkits; empty where it stayed. */
  public Optional<ComputeCapability> renamed() {
    return member("renamed").flatMap(ComputeCapability::parse);
  }

  /**
   * The last branch of the driver that serves devices of this capability, {@code 580}; empty where
   * branches still do, or the table does not know the capability.
   */
  public Optional<Long> lastDriverBranch() {
    Optional<Table> row = row();
    return row.isPresent() && row.get().has("last_branch")
        ? Optional.of(row.get().integer("last_branch"))
        : Optional.empty();
  }

  /** The last toolkit that compiles for it; empty where that is still to come, or not known. */
  public Optional<String> lastToolkit() {
    return member("nvcc_last");
  }

  /**
   * Whether a toolkit, {@code 12.4}, compiles for it; {@link Certainty#UNKNOWN} for a capability
   * that the table does not know and for a text that is no version.
   */
  public Certainty isCompiledBy(String toolkit) {
    Optional<DottedNumbers> sought = DottedNumbers.parse(toolkit).map(DottedNumbers::firstTwo);
    Optional<DottedNumbers> first = firstToolkit().map(DottedNumbers::of);
    if (sought.isEmpty() || first.isEmpty()) {
      return Certainty.UNKNOWN;
    }
    boolean begun = sought.get().isAtLeast(first.get());
    boolean ended =
        lastToolkit().filter(last -> !DottedNumbers.of(last).isAtLeast(sought.get())).isPresent();
    return begun && !ended ? Certainty.YES : Certainty.NO;
  }

  /**
   * The targets of machine code made for exactly this device: the plain one, from 9.0 on the one
   * with its own features ({@code a}), and from 10.0 on the one of its family ({@code f}).
   */
  public List<String> families() {
    List<String> families = new ArrayList<>();
    families.add("sm_" + sm());
    if (major >= 9) {
      families.add("sm_" + sm() + "a");
    }
    if (compareTo(FIRST_WITH_FAMILIES) >= 0) {
      families.add("sm_" + sm() + "f");
    }
    return families;
  }

  /**
   * The capability of a device by its model name, {@code NVIDIA H100 80GB HBM3}; empty where the
   * table does not know the name. A guess that a driver's answer outranks.
   */
  public static Optional<ComputeCapability> ofModel(String model) {
    String[] words = model.toUpperCase(Locale.ROOT).split("[^A-Z0-9]+", -1);
    for (Table row : Models.TABLE.tables("models")) {
      for (String name : row.texts("names")) {
        if (contains(words, name.toUpperCase(Locale.ROOT).split(" ", -1))) {
          return parse(row.text("capability"));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean contains(String[] words, String[] sought) {
    for (int start = 0; start + sought.length <= words.length; start++) {
      boolean same = true;
      for (int i = 0; i < sought.length && same; i++) {
        same = matches(words[start + i], sought[i]);
      }
      if (same) {
        return true;
      }
    }
    return false;
  }

  /** A {@code #} stands for a digit. */
  private static boolean matches(String word, String pattern) {
    if (word.length() != pattern.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      char expected = pattern.charAt(i);
      char c = word.charAt(i);
      if (expected == '#' ? c < '0' || c > '9' : c != expected) {
        return false;
      }
    }
    return true;
  }

  private Optional<String> member(String name) {
    Optional<Table> row = row();
    return row.isPresent() && row.get().has(name)
        ? Optional.of(row.get().text(name))
        : Optional.empty();
  }

  private Optional<Table> row() {
    return Optional.ofNullable(Capabilities.ROWS.get(toString()));
  }

  private static final class Capabilities {
    static final Map<String, Table> ROWS = new HashMap<>();

    static {
      for (Table row : ComputeCapabilitiesTable.read().tables("capabilities")) {
        ROWS.put(row.text("capability"), row);
      }
    }
  }

  private static final class Models {
    static final Table TABLE = NvidiaModelsTable.read();
  }

  @Override
  public int compareTo(ComputeCapability other) {
    return Integer.compare(sm(), other.sm());
  }

  @Override
  public String toString() {
    return Integer.toString(major).concat(".").concat(Integer.toString(minor));
  }
}
