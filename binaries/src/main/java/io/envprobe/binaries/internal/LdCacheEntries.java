package io.envprobe.binaries.internal;

import io.envprobe.binaries.Defect;
import io.envprobe.binaries.LdCache;
import io.envprobe.binaries.LdCache.Entry;
import io.envprobe.binaries.LdCache.Format;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The entries of the loader's cache, read as they are asked for: a program that starts has a
 * question or two about a file of thousands of names, so that names are sought as bytes.
 * Thread-safe.
 */
public final class LdCacheEntries {
  static final int OLD_SIZE = 12;
  static final int NEW_SIZE = 24;

  private final LdCacheHeader header;
  private final Words words;
  private final byte[] content;
  private final int first;
  private final int size;
  private final int end;
  private final long strings;
  private final Defects defects = new Defects();
  private @Nullable List<Entry> all;

  /** Those of a file. */
  public LdCacheEntries(LdCacheHeader header) {
    this.header = header;
    this.words = header.words();
    this.content = words.bytes();
    this.first = header.first();
    this.size = header.format() == Format.OLD ? OLD_SIZE : NEW_SIZE;
    this.end = first + header.count() * size;
    this.strings = header.strings();
  }

  /** See {@link LdCache#entries}. */
  public synchronized List<Entry> all() {
    if (all == null) {
      LdCacheStrings texts = new LdCacheStrings(content, defects);
      List<Entry> entries = new ArrayList<>();
      for (int at = first; at < end && texts.mayGoOn(); at += size) {
        entries.add(entryAt(at, texts));
      }
      all = List.copyOf(entries);
    }
    return all;
  }

  /** What is wrong with them. */
  public synchronized List<Defect> defects() {
    all();
    return defects.list();
  }

  /** See {@link LdCache#named}. */
  public List<Entry> named(String name) {
    List<Entry> named = new ArrayList<>(1);
    if (name.indexOf('\\') >= 0) { // It may stand for bytes that are no text.
      for (Entry entry : all()) {
        if (entry.name().isPresent() && entry.name().get().equals(name)) {
          named.add(entry);
        }
      }
      return named;
    }
    LdCacheStrings texts = new LdCacheStrings(content, new Defects());
    byte[] wanted = (name + '\0').getBytes(StandardCharsets.UTF_8);
    for (int at = first; at < end && texts.mayGoOn(); at += size) {
      long text = strings + words.u32(at + 4);
      long zero = text + wanted.length - 1;
      // Of most names the length alone tells that it is another.
      if (zero < content.length && content[(int) zero] == 0 && words.has(text, wanted)) {
        named.add(entryAt(at, texts));
      }
    }
    return named;
  }

  /** See {@link LdCache#directories}. */
  public Set<String> directories(int architecture) {
    Set<String> directories = new LinkedHashSet<>();
    LdCacheStrings texts = new LdCacheStrings(content, new Defects());
    int last = 0;
    int length = 0;
    for (int at = first; at < end && texts.mayGoOn(); at += size) {
      boolean ours = architecture < 0 || (words.u32(at) >> 8 & 0xff) == architecture;
      long path = strings + words.u32(at + 8);
      // Most lie in the directory of the one before.
      if (ours && (length == 0 || !texts.isIn(path, last, length))) {
        Entry entry = entryAt(at, texts);
        if (entry.name().isPresent() && entry.path().isPresent()) {
          String text = entry.path().get();
          directories.add(text.substring(0, Math.max(0, text.lastIndexOf('/'))));
          last = (int) path;
          length = texts.lengthOfDirectory(last);
        }
      }
    }
    return directories;
  }

  private Entry entryAt(int at, LdCacheStrings texts) {
    Optional<String> path = texts.at(strings + words.u32(at + 8));
    Optional<String> name = texts.at(strings + words.u32(at + 4));
    int flags = (int) words.u32(at);
    long hwcap = header.format() == Format.OLD ? 0 : words.i64(at + 16);
    Entry plain = new Entry(name, path, flags, hwcap, Optional.empty(), OptionalInt.empty());
    return plain.hasSubdirectory() ? withSubdirectory(plain) : plain;
  }

  private Entry withSubdirectory(Entry entry) {
    long index = entry.hwcap() & 0xffffffffL;
    List<Optional<String>> names = header.hwcaps();
    Optional<String> name = index < names.size() ? names.get((int) index) : Optional.empty();
    int level = (int) (entry.hwcap() >>> 32 & 0x3ff);
    return new Entry(
        entry.name(), entry.path(), entry.flags(), entry.hwcap(), name, OptionalInt.of(level));
  }
}
