package io.envprobe.fleet.internal;

import java.io.Serializable;

/**
 * A set of texts that are known by 64 bits of each: eight to sixteen bytes a text. Two among ten
 * million would be taken for one with a probability of 1 in 300,000. Used by one thread.
 */
public final class Fingerprints implements Serializable {
  private static final long serialVersionUID = 1L;

  private long[] slots = new long[1 << 8];
  private int size;

  /** Adds a text; false where it was there. */
  boolean add(CharSequence text) {
    return add(hash(text));
  }

  private boolean add(long hash) {
    int slot = (int) (hash ^ hash >>> 32) & slots.length - 1;
    while (slots[slot] != 0) {
      if (slots[slot] == hash) {
        return false;
      }
      slot = slot + 1 & slots.length - 1;
    }
    slots[slot] = hash;
    if (++size * 4L > slots.length * 3L) {
      grow();
    }
    return true;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    size = 0;
    for (long hash : old) {
      if (hash != 0) {
        add(hash);
      }
    }
  }

  /** Adds those of another. */
  void add(Fingerprints other) {
    for (long hash : other.slots) {
      if (hash != 0) {
        add(hash);
      }
    }
  }

  int size() {
    return size;
  }

  /** FNV-1a over the characters, stirred; never 0. */
  private static long hash(CharSequence text) {
    long hash = 0xcbf29ce484222325L;
    for (int at = 0; at < text.length(); at++) {
      hash = (hash ^ text.charAt(at)) * 0x100000001b3L;
    }
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash ^= hash >>> 33;
    return hash == 0 ? 1 : hash;
  }
}
