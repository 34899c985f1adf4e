package io.envprobe.tag.python;

import java.util.ArrayList;
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

  private final WordTable interpreters;
  private final WordTable abis;
  private final WordTable platforms;

  /** The rank of each combination of three words, or {@link #NONE}. */
  private final int[] ranks;

  private final int abiCount;
  private final int platformCount;

  private WheelRanking(List<String> tags) {
    interpreters = new WordTable(tags.size());
    abis = new WordTable(tags.size());
    platforms = new WordTable(tags.size());
    int[][] words = new int[tags.size()][];
    for (int i = 0; i < words.length; i++) {
      String tag = tags.get(i);
      int first = tag.indexOf('-');
      int second = tag.indexOf('-', first + 1);
      words[i] =
          new int[] {
            interpreters.add(tag, 0, first),
            abis.add(tag, first + 1, second),
            platforms.add(tag, second + 1, tag.length())
          };
    }
    abiCount = abis.size();
    platformCount = platforms.size();
    ranks = new int[interpreters.size() * abiCount * platformCount];
    java.util.Arrays.fill(ranks, NONE);
    for (int i = words.length - 1; i >= 0; i--) {
      ranks[(words[i][0] * abiCount + words[i][1]) * platformCount + words[i][2]] = i;
    }
  }

  /**
   * The ranking by a list of full tags in lower case, best first; of a repeated tag the first
   * counts.
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
    return ranks[(interpreter * abiCount + abi) * platformCount + platform];
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
