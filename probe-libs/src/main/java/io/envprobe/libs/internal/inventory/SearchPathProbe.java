package io.envprobe.libs.internal.inventory;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Reading;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The directories that the loader of the system looks in, in its own order; no library is read. */
public final class SearchPathProbe implements Probe {
  @Override
  public String id() {
    return "search-path";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(LibraryFacts.LOADER_SEARCH_PATH);
  }

  @Override
  public Set<FactKey<?>> needs() {
    return SystemLoader.needs();
  }

  @Override
  public void probe(ProbeSession session) {
    Optional<SystemLoader> system = SystemLoader.of(session);
    if (system.isEmpty()) {
      session.add(SystemLoader.missing(session, LibraryFacts.LOADER_SEARCH_PATH));
      return;
    }
    List<FactRecord> records = new ArrayList<>();
    for (SearchPlaces.Place place : system.get().places().places()) {
      records.add(
          FactRecord.builder()
              .put("directory", place.directory())
              .put("source", place.source())
              .put("exists", system.get().loader().files().isDirectory(place.directory()))
              .build());
    }
    session.add(
        new Fact<>(
            LibraryFacts.LOADER_SEARCH_PATH,
            Reading.present(records),
            Origin.OBSERVED,
            List.of(
                Evidence.rule(
                    "the loader's order", "LD_LIBRARY_PATH, /etc/ld.so.cache, built in"))));
  }
}
