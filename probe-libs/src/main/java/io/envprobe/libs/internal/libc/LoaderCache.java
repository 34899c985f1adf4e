package io.envprobe.libs.internal.libc;

import io.envprobe.binaries.LdCache;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.host.Request;
import java.util.Optional;

/** The cache of the dynamic loader on a host. */
public final class LoaderCache {
  private static final String FILE = "/etc/ld.so.cache";
  private static final int LIMIT = 64 << 20;

  private LoaderCache() {}

  /** The cache; empty where there is none that can be read. */
  public static Optional<LdCache> read(Host host) {
    Outcome<byte[]> content = host.answer(new Request.Content(FILE, LIMIT));
    return content instanceof Outcome.Answer<byte[]> bytes
        ? LdCache.open(bytes.value()).content()
        : Optional.empty();
  }

  /**
   * Where glibc's loader finds a library for a program that names no directories itself, as far as
   * the cache decides that alone: no variable and no file preloads or redirects anything, and the
   * cache has one entry of that name for the architecture, outside of any directory for processors.
   * Empty where the rest of the loader has a say too; the whole of it, emulated, then tells.
   *
   * @param flags the flags of an architecture's entries
   */
  public static Optional<String> pathByCacheAlone(Host host, String name, int flags) {
    boolean redirected =
        !host.variable("LD_LIBRARY_PATH").isNotFound()
            || !host.variable("LD_PRELOAD").isNotFound()
            || !host.variable("LD_AUDIT").isNotFound()
            || !host.variable("LD_ASSUME_KERNEL").isNotFound()
            || !host.text("/etc/ld.so.preload").isNotFound();
    Optional<LdCache> cache = redirected ? Optional.empty() : read(host);
    Optional<String> only = Optional.empty();
    if (cache.isPresent()) {
      for (LdCache.Entry entry : cache.get().named(name)) {
        if (entry.flags() == flags) {
          if (only.isPresent() || entry.hwcap() != 0) {
            return Optional.empty();
          }
          only = entry.path();
        }
      }
    }
    return only;
  }
}
