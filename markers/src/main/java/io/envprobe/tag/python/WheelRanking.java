package io.envprobe.tag.python;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * The order of preference among wheels for one interpreter: looks up the tags of a file name
 * without taking it apart into objects, so that a whole index page costs little. Immutable and
 * thread-safe.
 */
public final class WheelRanking {
  private static final int NONE = Integer.MAX_VALUE;
  private static final long FREE = -1;
  // Fibonacci hashing: 2^64 divided by the golden ratio.
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final WordTable interpreters;
  private final WordTable abis;
  private final WordTable platforms;

  /** Combinations of three words' numbers, in open addressing; {@link #FREE} where none is. */
  private final long[] combinations;

  private final int[] ranks;

  private WheelRanking(List<String> tags) {
    interpreters = new WordTable(tags.size());
    abis = new WordTable(tags.size());
    platforms = new WordTable(tags.size());
    int slots = Integer.highestOneBit(Math.max(4, tags.size())) * 4;
    combinations = new long[slots];
    Arrays.fill(combinations, FREE);
    ranks = new int[slots];
    for (int i = 0; i < tags.size(); i++) {
      String tag = tags.get(i);
      int first = tag.indexOf('-');
      int second = tag.indexOf('-', first + 1);
      long combination =
          combination(
              interpreters.add(tag, 0, first),
              abis.add(tag, first + 1, second),
              platforms.add(tag, second + 1, tag.length()));
      int slot = slot(combination);
      if (combinations[slot] == FREE) {
        combinations[slot] = combination;
        ranks[slot] = i;
      }
    }
  }

  /**
   * The ranking by a list of full tags in lower case, best first; of a repeated tag the first
   * counts. At most two million tags.
   */
  public static WheelRanking of(List<String> tags) {
    return new WheelRanking(tags);
  }

  /** The place of the best tag of a set, from 0; nothing where no tag of it is in the list. */
  public OptionalInt rank(CompressedTags tags) {
    int best = NONE;
    for (String interpreter : tags.interpreters()) {
      int first = interpreters.find(interpreter, 0, interpreter.length());
      if (first < 0) {
        continue;
      }
      for (String abi : tags.abis()) {
        int second = abis.find(abi, 0, abi.length());
        if (second < 0) {
          continue;
        }
        for (String platform : tags.platforms()) {
          int third = platforms.find(platform, 0, platform.length());
          if (third >= 0) {
            best = Math.min(best, rank(first, second, third));
          }
        }
      }
    }
    return best == NONE ? OptionalInt.empty() : OptionalInt.of(best);
  }

  /**
   * The place of the best tag of a wheel's file name, from 0; negative where no tag of it is in the
   * list or the name does not end as a wheel's does. Looks at nothing but the last three parts: a
   * name that matters afterwards is to be read with {@link WheelFileName}. A variant label is not
   * understood here.
   */
  public int rank(String fileName) {
    int end = fileName.length() - 4;
    if (!fileName.endsWith(".whl")) {
      return -1;
    }
    int third = fileName.lastIndexOf('-', end - 1);
    int second = third < 0 ? -1 : fileName.lastIndexOf('-', third - 1);
    int first = second < 0 ? -1 : fileName.lastIndexOf('-', second - 1);
    if (first < 0) {
      return -1;
    }
    int best = NONE;
    for (int i = first + 1; i <= second; ) {
      int iEnd = member(fileName, i, second);
      int interpreter = interpreters.find(fileName, i, iEnd);
      for (int j = second + 1; interpreter >= 0 && j <= third; ) {
        int jEnd = member(fileName, j, third);
        int abi = abis.find(fileName, j, jEnd);
        for (int k = third + 1; abi >= 0 && k <= end; ) {
          int kEnd = member(fileName, k, end);
          int platform = platforms.find(fileName, k, kEnd);
          if (platform >= 0) {
            best = Math.min(best, rank(interpreter, abi, platform));
          }
          k = kEnd + 1;
        }
        j = jEnd + 1;
      }
      i = iEnd + 1;
    }
    return best == NONE ? -1 : best;
  }

  /** Where the member of a dotted list that begins here ends. */
  private static int member(String text, int from, int end) {
    int dot = text.indexOf('.', from);
    return dot < 0 || dot > end ? end : dot;
  }

  private int rank(int interpreter, int abi, int platform) {
    int slot = slot(combination(interpreter, abi, platform));
    return combinations[slot] == FREE ? NONE : ranks[slot];
  }

  private static long combination(int interpreter, int abi, int platform) {
    return ((long) interpreter << 42) | ((long) abi << 21) | platform;
  }

  private int slot(long combination) {
    int mask = combinations.length - 1;
    int slot = (int) ((combination * SPREAD) >>> 40) & mask;
    while (combinations[slot] != FREE && combinations[slot] != combination) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** The file names that are compatible, best first; equally good ones stay in their order. */
  public List<String> select(Collection<String> fileNames) {
    record Ranked(String fileName, int rank) {}
    List<Ranked> ranked = new ArrayList<>();
    for (String fileName : fileNames) {
      int rank = rank(fileName);
      if (rank >= 0) {
        ranked.add(new Ranked(fileName, rank));
      }
    }
    ranked.sort(Comparator.comparingInt(Ranked::rank));
    List<String> selected = new ArrayList<>(ranked.size());
    for (Ranked one : ranked) {
      selected.add(one.fileName());
    }
    return Collections.unmodifiableList(selected);
  }
}
