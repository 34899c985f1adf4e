package io.envprobe.libs;

import io.envprobe.binaries.ElfFile;
import io.envprobe.binaries.ReadResult;
import io.envprobe.binaries.loader.LoaderFiles;
import io.envprobe.binaries.loader.Resolution;
import io.envprobe.fact.FactKey;
import io.envprobe.fact.LibraryFacts;
import io.envprobe.fact.Profile;
import io.envprobe.fact.Reading;
import io.envprobe.host.FailureKind;
import io.envprobe.host.Host;
import io.envprobe.host.Outcome;
import io.envprobe.libs.internal.ElfProgram;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which file the loader of a machine takes for a name, and every place that it looks at before.
 * Immutable.
 *
 * @param name the name that was looked for
 * @param path the file taken; empty where there is none
 * @param realPath the same with every link resolved
 * @param via the rule that found it, as in {@link Resolution.LoadedObject#via}
 * @param places the places looked at, in order
 * @param errors what the loader would say
 */
public record LibrarySearch(
    String name,
    Optional<String> path,
    Optional<String> realPath,
    Optional<String> via,
    List<Place> places,
    List<String> errors) {

  public LibrarySearch {
    places = List.copyOf(places);
    errors = List.copyOf(errors);
  }

  /**
   * One list of places.
   *
   * @param source as in {@link Resolution.LoadedObject#via}
   * @param from the file that the list is from; empty where it is from no file
   */
  public record Place(String source, Optional<String> from, List<Attempt> attempts) {
    public Place {
      attempts = List.copyOf(attempts);
    }
  }

  /**
   * One file looked at.
   *
   * @param outcome {@code taken}, {@code not there}, or why it was passed over
   */
  public record Attempt(String path, String outcome) {}

  /** What a program of the system that names no directories itself gets for a name. */
  public static Outcome<LibrarySearch> of(Host host, Profile facts, String name) {
    Optional<BinaryLoader> other = BinaryLoader.open(host, facts, name);
    if (other.isPresent()) {
      return Outcome.of(of(host, other.get(), name));
    }
    Reading<String> libc = facts.reading(LibraryFacts.LIBC_PATH);
    if (!(libc instanceof Reading.Present<String> path)) {
      return Outcome.failed(FailureKind.UNSUPPORTED, "the system's loader is not known");
    }
    Outcome<ElfProgram> opened = ElfProgram.open(host, path.value());
    if (!(opened instanceof Outcome.Answer<ElfProgram> system)) {
      Outcome.Failure<ElfProgram> failure = (Outcome.Failure<ElfProgram>) opened;
      return Outcome.failed(failure.kind(), failure.detail());
    }
    HostLoader loader = HostLoader.of(host, facts);
    Optional<Resolution> resolution = loader.open(name, system.value().file());
    return resolution.isEmpty()
        ? Outcome.failed(FailureKind.UNSUPPORTED, "the system's loader is not known")
        : Outcome.of(of(host, loader, system.value().file(), resolution.get(), name));
  }

  /** What loading a program or library of the machine brings for a name. */
  public static Outcome<LibrarySearch> of(Host host, Profile facts, String name, String program) {
    Optional<BinaryLoader> other = BinaryLoader.resolve(host, facts, program);
    if (other.isPresent()) {
      return Outcome.of(of(host, other.get(), name));
    }
    HostLoader loader = HostLoader.of(host, facts);
    Outcome<Resolution> resolution = loader.resolve(program);
    if (resolution instanceof Outcome.Failure<Resolution> failure) {
      return Outcome.failed(failure.kind(), failure.detail());
    }
    Outcome<ElfProgram> opened = ElfProgram.open(host, program);
    return opened.map(
        file -> of(host, loader, file.file(), resolution.answer().orElseThrow(), name));
  }

  /** The facts that a search reads. */
  public static Set<FactKey<?>> needs() {
    Set<FactKey<?>> keys = new HashSet<>(HostLoader.needs());
    keys.add(LibraryFacts.LIBC_PATH);
    return keys;
  }

  private static LibrarySearch of(Host host, BinaryLoader loader, String name) {
    return of(host, loader.outcome(), loader.resolution(), loader.asked(name));
  }

  private static LibrarySearch of(
      Host host, HostLoader loader, ElfFile program, Resolution resolution, String name) {
    return of(host, tried -> outcome(loader.files(), tried, program), resolution, name);
  }

  private static LibrarySearch of(
      Host host, Function<String, String> outcome, Resolution resolution, String name) {
    Optional<String> path = Optional.empty();
    Optional<String> via = Optional.empty();
    for (Resolution.LoadedObject object : resolution.objects()) {
      boolean named =
          object.name().equals(name)
              || (object.file().isPresent()
                  && object.file().get().soname().equals(Optional.of(name)));
      if (path.isEmpty() && named && object.path().isPresent()) {
        path = object.path();
        via = Optional.of(object.via());
      }
    }
    List<Place> places = new ArrayList<>();
    for (Resolution.Search search : resolution.searches()) {
      if (search.name().equals(name)) {
        for (Resolution.Step step : search.steps()) {
          places.add(place(outcome, step, path));
        }
        break;
      }
    }
    Optional<String> real = path.map(at -> host.realPath(at).answer().orElse(at));
    return new LibrarySearch(name, path, real, via, places, resolution.errors());
  }

  private static Place place(
      Function<String, String> outcome, Resolution.Step step, Optional<String> taken) {
    List<Attempt> attempts = new ArrayList<>();
    for (String tried : step.tried()) {
      boolean isTaken = taken.equals(Optional.of(tried));
      attempts.add(new Attempt(tried, isTaken ? "taken" : outcome.apply(tried)));
    }
    return new Place(step.source(), step.from(), attempts);
  }

  private static String outcome(HostLoaderFiles files, String path, ElfFile program) {
    LoaderFiles.Opened opened = files.open(path);
    if (opened instanceof LoaderFiles.Failed failed) {
      Optional<String> unanswered = files.unanswered(path);
      return failed.failure() == LoaderFiles.Failure.NOT_FOUND
          ? "not there"
          : unanswered.orElse(failed.failure().message());
    }
    if (!(opened instanceof LoaderFiles.Content content)) {
      return "no file";
    }
    if (!(content.content() instanceof ReadResult.Read<ElfFile> read)) {
      return "no ELF file";
    }
    String architecture = read.value().header().architecture().orElse("another machine");
    return architecture.equals(program.header().architecture().orElse(""))
        ? "passed over"
        : "for " + architecture;
  }
}
