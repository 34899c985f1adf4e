package io.envprobe.blas.internal;

import io.envprobe.blas.LibraryRecords;
import io.envprobe.blas.NumericalLibrary;
import io.envprobe.blas.NumericalMachine;
import io.envprobe.blas.Offer;
import io.envprobe.fact.BlasFacts;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.libs.HostLoader;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which BLAS, LAPACK and OpenMP libraries the loader of the system sees, and which of them programs
 * get.
 */
public final class BlasProbe implements Probe {
  private static final List<FactKey<List<FactRecord>>> RECORDS =
      List.of(
          BlasFacts.BLAS_LIBRARIES,
          BlasFacts.BLAS_SELECTED,
          BlasFacts.BLAS_ALTERNATIVES,
          BlasFacts.OPENMP_LIBRARIES);

  private static final List<FactKey<List<String>>> SETS =
      List.of(
          LibraryFacts.BLAS_PROVIDERS, LibraryFacts.BLAS_INTERFACES, LibraryFacts.OPENMP_RUNTIMES);

  @Override
  public String id() {
    return "blas";
  }

  @Override
  public Set<FactKey<?>> provides() {
    Set<FactKey<?>> keys = new TreeSet<>(RECORDS);
    keys.addAll(SETS);
    return Set.copyOf(keys);
  }

  @Override
  public Set<FactKey<?>> needs() {
    Set<FactKey<?>> keys = new TreeSet<>(HostLoader.needs());
    keys.add(LibraryFacts.LIBC_PATH);
    return keys;
  }

  @Override
  public void probe(ProbeSession session) {
    Reading<String> libc = session.reading(LibraryFacts.LIBC_PATH);
    NumericalMachine machine =
        NumericalMachine.of(
            session.host(),
            libc.asOptional().orElse("/"),
            HostLoader.of(session.host(), session.needed()));
    if (!machine.isKnown()) {
      unknown(session, libc);
      return;
    }
    List<FactRecord> linear = new ArrayList<>();
    List<FactRecord> runtimes = new ArrayList<>();
    Set<String> providers = new TreeSet<>();
    Set<String> interfaces = new TreeSet<>();
    Set<String> openmp = new TreeSet<>();
    List<Evidence> evidence = new ArrayList<>();
    for (NumericalMachine.Seen seen : machine.visible()) {
      NumericalLibrary library = seen.library();
      if (!library.architecture().equals(machine.architecture())) {
        continue;
      }
      FactRecord record = LibraryRecords.of(seen.name(), seen.path(), library);
      if (library.offers(Offer.OPENMP)) {
        runtimes.add(record);
        library.provider().ifPresent(openmp::add);
        continue;
      }
      linear.add(record);
      if (library.offers(Offer.BLAS) || library.offers(Offer.CBLAS)) {
        library.provider().ifPresent(providers::add);
        library.integerWidth().ifPresent(width -> interfaces.add(width.label()));
        library.flavour().ifPresent(interfaces::add);
        evidence.add(Evidence.file(seen.path(), library.provider().orElse("")));
      }
    }
    add(session, BlasFacts.BLAS_LIBRARIES, linear);
    add(session, BlasFacts.OPENMP_LIBRARIES, runtimes);
    add(
        session,
        BlasFacts.BLAS_SELECTED,
        machine.selected().stream().map(LibraryRecords::of).toList());
    add(
        session,
        BlasFacts.BLAS_ALTERNATIVES,
        machine.alternatives().stream().map(LibraryRecords::of).toList());
    addSet(session, LibraryFacts.BLAS_PROVIDERS, providers, evidence);
    addSet(session, LibraryFacts.BLAS_INTERFACES, interfaces, evidence);
    addSet(session, LibraryFacts.OPENMP_RUNTIMES, openmp, List.of());
  }

  private static void add(
      ProbeSession session, FactKey<List<FactRecord>> key, List<FactRecord> records) {
    session.add(new Fact<>(key, Reading.present(records), Origin.OBSERVED, List.of()));
  }

  /** An empty set is present: every directory was looked into, and there is none. */
  private static void addSet(
      ProbeSession session,
      FactKey<List<String>> key,
      Set<String> values,
      List<Evidence> evidence) {
    session.add(
        new Fact<>(
            key, Reading.present(List.copyOf(values)), Origin.OBSERVED, List.copyOf(evidence)));
  }

  private static void unknown(ProbeSession session, Reading<String> libc) {
    String detail = "the system's loader is not known";
    List<FactKey<?>> keys = new ArrayList<>(RECORDS);
    keys.addAll(SETS);
    for (FactKey<?> key : keys) {
      session.add(
          libc.isAbsent() ? Fact.absent(key) : Fact.unknown(key, UnknownCause.UNSUPPORTED, detail));
    }
  }
}
