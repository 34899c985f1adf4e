package io.envprobe.libs.internal.cxx;

import io.envprobe.binaries.ElfAbiTag;
import io.envprobe.binaries.ElfSymbolLookup;
import io.envprobe.binaries.loader.Resolution;
import io.envprobe.fact.Evidence;
import io.envprobe.fact.Fact;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Origin;
import io.envprobe.fact.Reading;
import io.envprobe.fact.UnknownCause;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.HostLoader;
import io.envprobe.libs.internal.ElfProgram;
import io.envprobe.probe.Probe;
import io.envprobe.probe.ProbeSession;
import io.envprobe.table.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The other runtimes that compilers link against, as a program of the system would get them: GCC's
 * support library, the Fortran runtimes, Clang's C++ library; and the oldest kernel that the C
 * library runs on.
 */
public final class RuntimesProbe implements Probe {
  private static final String LIBGCC = "libgcc_s.so.1";
  private static final String LIBCXX = "libc++.so.1";
  private static final String LIBSTDCXX = "libstdc++.so.6";

  /**
   * A function of std::string in the type before C++11, and in the one since GCC 5.
   *
   * <p>Source: https://gcc.gnu.org/onlinedocs/libstdc++/manual/using_dual_abi.html
   */
  private static final Map<String, String> STRINGS =
      Map.of(
          "old", "_ZNSs6appendEPKc",
          "cxx11", "_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE6appendEPKc");

  @Override
  public String id() {
    return "runtimes";
  }

  @Override
  public Set<FactKey<?>> provides() {
    return Set.of(
        LibraryFacts.LIBGCC_VERSION,
        LibraryFacts.LIBCXX_PATH,
        LibraryFacts.LIBSTDCXX_STRINGS,
        LibraryFacts.FORTRAN_RUNTIMES,
        LibraryFacts.LIBC_KERNEL_FLOOR);
  }

  @Override
  public Set<FactKey<?>> needs() {
    Set<FactKey<?>> keys = new HashSet<>(HostLoader.needs());
    keys.add(LibraryFacts.LIBC_PATH);
    return keys;
  }

  @Override
  public void probe(ProbeSession session) {
    Host host = session.host();
    Reading<String> libc = session.reading(LibraryFacts.LIBC_PATH);
    if (!(libc instanceof Reading.Present<String> path)
        || !(ElfProgram.open(host, path.value()) instanceof Outcome.Answer<ElfProgram> system)) {
      for (FactKey<?> key : provides()) {
        session.add(
            libc.isAbsent()
                ? Fact.absent(key)
                : Fact.unknown(key, UnknownCause.UNSUPPORTED, "the C library is not known"));
      }
      return;
    }
    HostLoader loader = HostLoader.of(host, session.needed());
    ElfProgram own = system.value();
    kernelFloor(session, own);
    libgcc(session, loader.bare().object(LIBGCC, own.file()));
    Optional<Resolution.LoadedObject> clang = loader.bare().object(LIBCXX, own.file());
    session.add(
        clang.isPresent()
            ? Fact.observed(LibraryFacts.LIBCXX_PATH, real(host, clang.get()), file(clang.get()))
            : Fact.absent(LibraryFacts.LIBCXX_PATH));
    strings(session, loader, loader.bare().object(LIBSTDCXX, own.file()));
    fortran(session, loader, own);
  }

  private static Evidence file(Resolution.LoadedObject object) {
    return Evidence.file(object.path().orElse(object.name()), object.via());
  }

  private static String real(Host host, Resolution.LoadedObject object) {
    String path = object.path().orElse(object.name());
    return host.realPath(path).answer().orElse(path);
  }

  private static void kernelFloor(ProbeSession session, ElfProgram libc) {
    Optional<ElfAbiTag> tag = libc.file().abiTag();
    session.add(
        tag.isPresent() && tag.get().system() == 0
            ? Fact.observed(
                LibraryFacts.LIBC_KERNEL_FLOOR,
                tag.get().kernel(),
                Evidence.file(libc.path(), "NT_GNU_ABI_TAG"))
            : Fact.absent(LibraryFacts.LIBC_KERNEL_FLOOR));
  }

  private static void libgcc(ProbeSession session, Optional<Resolution.LoadedObject> library) {
    if (library.isEmpty()) {
      session.add(Fact.absent(LibraryFacts.LIBGCC_VERSION));
      return;
    }
    Optional<String> highest = library.get().file().orElseThrow().highestDefined("GCC");
    session.add(
        highest.isPresent()
            ? Fact.observed(LibraryFacts.LIBGCC_VERSION, highest.get(), file(library.get()))
            : Fact.unknown(
                LibraryFacts.LIBGCC_VERSION,
                UnknownCause.UNSUPPORTED,
                library.get().path().orElse(LIBGCC) + " defines no GCC version"));
  }

  private static void strings(
      ProbeSession session, HostLoader loader, Optional<Resolution.LoadedObject> library) {
    if (library.isEmpty()) {
      session.add(Fact.absent(LibraryFacts.LIBSTDCXX_STRINGS));
      return;
    }
    List<String> types = new ArrayList<>();
    String path = library.get().path().orElse(LIBSTDCXX);
    try {
      Optional<io.envprobe.binaries.ByteSource> source = loader.files().source(path).answer();
      if (source.isPresent()) {
        ElfSymbolLookup lookup =
            ElfSymbolLookup.of(source.get(), library.get().file().orElseThrow());
        for (String type : List.of("cxx11", "old")) {
          if (!lookup.find(STRINGS.getOrDefault(type, type)).isEmpty()) {
            types.add(type);
          }
        }
      }
      session.add(
          types.isEmpty()
              ? Fact.unknown(
                  LibraryFacts.LIBSTDCXX_STRINGS,
                  UnknownCause.UNSUPPORTED,
                  path + " exports no std::string")
              : Fact.observed(LibraryFacts.LIBSTDCXX_STRINGS, types, file(library.get())));
    } catch (IOException e) {
      session.add(
          Fact.unknown(
              LibraryFacts.LIBSTDCXX_STRINGS, UnknownCause.IO_ERROR, path + ": " + e.getMessage()));
    }
  }

  private static void fortran(ProbeSession session, HostLoader loader, ElfProgram system) {
    Table table = FortranTable.read();
    List<FactRecord> records = new ArrayList<>();
    List<Evidence> evidence = new ArrayList<>();
    for (Table row : table.tables("runtimes")) {
      String name = row.text("soname");
      Optional<Resolution.LoadedObject> library = loader.bare().object(name, system.file());
      if (library.isPresent()) {
        evidence.add(file(library.get()));
        records.add(
            FactRecord.builder()
                .put("name", name)
                .put("compilers", row.text("compilers"))
                .put("path", real(session.host(), library.get()))
                .build());
      }
    }
    session.add(
        new Fact<>(
            LibraryFacts.FORTRAN_RUNTIMES, Reading.present(records), Origin.OBSERVED, evidence));
  }
}
