package io.envprobe.tag.python;

import java.util.Arrays;

/**
 * Numbers words, and finds the number of a word that is a range of a longer text, without making a
 * string of it. Upper case in the text asked for counts as lower case.
 */
final class WordTable {
  private static final int ASCII_END = 0x80;

  private final String[] words;
  private final int[] numbers;
  private int size;

  /** A table for at most so many words. */
  WordTable(int capacity) {
    int slots = Integer.highestOneBit(Math.max(4, capacity)) * 4;
    words = new String[slots];
    Arrays.fill(words, "");
    numbers = new int[slots];
  }

  int size() {
    return size;
  }

  /** The number of the word in that range, which must be lower case; a new one where it is new. */
  int add(String text, int from, int to) {
    int slot = slot(text, from, to);
    if (words[slot].isEmpty()) {
      words[slot] = text.substring(from, to);
      numbers[slot] = size++;
    }
    return numbers[slot];
  }

  /** The number of the word in that range; below 0 where there is none. */
  int find(String text, int from, int to) {
    if (from >= to) {
      return -1;
    }
    int slot = slot(text, from, to);
    return words[slot].isEmpty() ? -1 : numbers[slot];
  }

  private int slot(String text, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + lower(text.charAt(i));
    }
    int mask = words.length - 1;
    int slot = (hash ^ (hash >>> 15)) & mask;
    while (!words[slot].isEmpty() && !same(words[slot], text, from, to)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static boolean same(String word, String text, int from, int to) {
    if (word.length() != to - from) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) != lower(text.charAt(from + i))) {
        return false;
      }
    }
    return true;
  }

  private static char lower(char character) {
    if (character < ASCII_END) {
      return character >= 'A' && character <= 'Z' ? (char) (character + 32) : character;
    }
    return Character.toLowerCase(character);
  }
}
