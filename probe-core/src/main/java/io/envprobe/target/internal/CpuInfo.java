package io.envprobe.target.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The text of {@code /proc/cpuinfo} as blocks of named values, whatever the architecture. Every
 * text parses; what is not a {@code name : value} line is left out. Immutable and thread-safe.
 *
 * <p>Work and memory are proportional to the text. Source of the forms: {@code
 * arch/ARCH/kernel/{proc,setup,cpu}.c} of the Linux kernel.
 */
public final class CpuInfo {
  private static final int NAME_LIMIT = 64;

  private final List<Map<String, String>> blocks;

  private CpuInfo(List<Map<String, String>> blocks) {
    this.blocks = blocks;
  }

  /** Reads the text. */
  public static CpuInfo parse(String text) {
    List<Map<String, String>> blocks = new ArrayList<>();
    Map<String, String> block = new LinkedHashMap<>();
    int length = text.length();
    for (int start = 0; start < length; ) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? length : end;
      int colon = text.indexOf(':', start);
      if (colon < 0 || colon >= end) {
        if (isBlank(text, start, end)) {
          block = finish(blocks, block);
        }
      } else if (colon - start <= NAME_LIMIT) {
        String name = text.substring(start, colon).strip();
        if (name.equals("processor") && block.containsKey("processor")) {
          block = finish(blocks, block);
        }
        block.put(name, text.substring(colon + 1, end).strip());
      }
      start = end + 1;
    }
    finish(blocks, block);
    return new CpuInfo(List.copyOf(blocks));
  }

  private static Map<String, String> finish(
      List<Map<String, String>> blocks, Map<String, String> block) {
    if (block.isEmpty()) {
      return block;
    }
    blocks.add(block);
    return new LinkedHashMap<>();
  }

  private static boolean isBlank(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The blocks in the order of the text, each with its values by name. */
  public List<Map<String, String>> blocks() {
    return blocks;
  }

  /** The first value of that name in any block; empty where there is none. */
  public String first(String name) {
    for (Map<String, String> block : blocks) {
      String value = block.get(name);
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  /** The distinct values of that name over all blocks, in the order of the text. */
  public List<String> distinct(String name) {
    Set<String> values = new LinkedHashSet<>();
    String previous = null;
    for (Map<String, String> block : blocks) {
      String value = block.get(name);
      // Hundreds of processors repeat one long line: the comparison with the last one is the
      // cheap way past them.
      if (value != null && !value.equals(previous)) {
        values.add(value);
      }
      previous = value == null ? previous : value;
    }
    return List.copyOf(values);
  }

  /** How many blocks describe a processor. */
  public int processors() {
    int count = 0;
    for (Map<String, String> block : blocks) {
      if (block.containsKey("processor") || block.containsKey("cpu number")) {
        count++;
      }
    }
    return count;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CpuInfo info && info.blocks.equals(blocks);
  }

  @Override
  public int hashCode() {
    return Objects.hash(blocks);
  }

  @Override
  public String toString() {
    return blocks.toString();
  }
}
