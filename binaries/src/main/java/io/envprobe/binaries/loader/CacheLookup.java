package io.envprobe.binaries.loader;

import io.envprobe.binaries.LdCache;
import java.util.List;
import java.util.Optional;

/**
 * Finds a name in the cache as glibc does: by halving, then the entries of that name in order.
 *
 * <p>Source: glibc, elf/dl-cache.c, function search_cache.
 */
final class CacheLookup {
  private static final int ANY_LIBC = 1;
  private static final int PLAIN = 3;

  private CacheLookup() {}

  /** The path that the loader takes from the cache. */
  static Optional<String> find(LdCache cache, LoaderSettings settings, String name) {
    List<LdCache.Entry> entries = cache.entries();
    int left = 0;
    int right = entries.size() - 1;
    while (left <= right) {
      int middle = (left + right) >>> 1;
      Optional<String> key = entries.get(middle).name();
      if (key.isEmpty()) {
        return Optional.empty();
      }
      int order = LdCache.compareNames(name, key.get());
      if (order == 0) {
        return best(cache, settings, name, middle);
      }
      if (order < 0) {
        left = middle + 1;
      } else {
        right = middle - 1;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> best(
      LdCache cache, LoaderSettings settings, String name, int hit) {
    List<LdCache.Entry> entries = cache.entries();
    int first = hit;
    while (first > 0 && isNamed(entries.get(first - 1), name)) {
      first--;
    }
    Optional<String> best = Optional.empty();
    int bestPriority = Integer.MAX_VALUE;
    for (int i = first; i < entries.size() && isNamed(entries.get(i), name); i++) {
      LdCache.Entry entry = entries.get(i);
      boolean exact = entry.flags() == settings.build().cacheFlags();
      boolean usable =
          exact || (settings.build().cacheFlags() == PLAIN && entry.flags() == ANY_LIBC);
      if (!usable || entry.path().isEmpty()) {
        continue;
      }
      if (!entry.hasSubdirectory()) {
        if (best.isPresent() && bestPriority < Integer.MAX_VALUE) {
          break;
        }
        if (entry.isLegacyHardware() && settings.build().release() >= 37) {
          continue;
        }
        best = entry.path();
        if (exact) {
          break;
        }
        continue;
      }
      int priority = priority(cache, settings, entry);
      if (priority >= 0 && priority < bestPriority) {
        best = entry.path();
        bestPriority = priority;
      }
    }
    return best;
  }

  private static int priority(LdCache cache, LoaderSettings settings, LdCache.Entry entry) {
    boolean readable = cache.format() != LdCache.Format.COMPAT && settings.build().release() >= 33;
    boolean level =
        settings.processor().isaLevel() == 0
            || entry.isaLevel().isEmpty()
            || entry.isaLevel().getAsInt() < settings.processor().isaLevel();
    return readable && level && entry.hwcapName().isPresent()
        ? settings.processor().capabilities().indexOf(entry.hwcapName().get())
        : -1;
  }

  private static boolean isNamed(LdCache.Entry entry, String name) {
    return entry.name().isPresent() && LdCache.compareNames(name, entry.name().get()) == 0;
  }
}
