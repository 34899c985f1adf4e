package io.envprobe.libs.internal.inventory;

import io.envprobe.binaries.loader.LoaderSettings;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.HostLoader;
import io.envprobe.libs.internal.ElfProgram;
import io.envprobe.probe.ProbeSession;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The loader that the system's programs have, and where it looks.
 *
 * @param places for a program without directories of its own
 */
record SystemLoader(HostLoader loader, SearchPlaces places) {

  /** The facts that it takes to know it. */
  static Set<FactKey<?>> needs() {
    Set<FactKey<?>> keys = new HashSet<>(HostLoader.needs());
    keys.add(LibraryFacts.LIBC_PATH);
    return keys;
  }

  /** Empty where the system has none, or where it is not known. */
  static Optional<SystemLoader> of(ProbeSession session) {
    Host host = session.host();
    Reading<String> libc = session.reading(LibraryFacts.LIBC_PATH);
    if (!(libc instanceof Reading.Present<String> path)
        || !(ElfProgram.open(host, path.value()) instanceof Outcome.Answer<ElfProgram> system)) {
      return Optional.empty();
    }
    HostLoader loader = HostLoader.of(host, session.needed());
    Optional<LoaderSettings> settings = loader.settings(system.value().file());
    return settings.map(found -> new SystemLoader(loader, SearchPlaces.of(host, found)));
  }

  /** What a fact about it is where there is none: absent on a machine that has none. */
  static Fact<List<FactRecord>> missing(ProbeSession session, FactKey<List<FactRecord>> key) {
    return session.reading(LibraryFacts.LIBC_PATH).isAbsent()
        ? Fact.absent(key)
        : Fact.unknown(key, UnknownCause.UNSUPPORTED, "the system's loader is not known");
  }
}
