package io.envprobe.requirement;

import io.envprobe.artifact.NativeFile;
import io.envprobe.requirement.internal.MappedPlaces;
import io.envprobe.requirement.internal.NativeConditions;
import io.envprobe.requirement.internal.SystemNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where a library that a file needs comes from. Immutable.
 *
 * @param library the name that the file needs it by
 * @param from what has it
 * @param place the path of the library; for a missing one where was looked; empty where neither is
 *     known
 */
public record LibraryOrigin(String library, From from, String place) {
  public LibraryOrigin {
    Objects.requireNonNull(library);
    Objects.requireNonNull(from);
    Objects.requireNonNull(place);
  }

  /** What has a library. */
  public enum From {
    /** The artifact carries it. */
    ARTIFACT,
    /** Every system of the kind has it: allowed by the policies of wheels, or the system's own. */
    PLATFORM,
    /** The interpreter that loads the file. */
    PYTHON,
    /** The machine that was named. */
    TARGET,
    /** Of what a process has mapped: a conda environment. */
    CONDA,
    /** Of what a process has mapped: a directory of Python packages, other than the system's. */
    WHEEL,
    /** Of what a process has mapped: a directory of the system. */
    SYSTEM,
    /** That machine does not have it. */
    MISSING,
    /** Whether that machine has it is not known. */
    UNKNOWN,
    /**
     * Another distribution or the machine: no machine was named, and no rule says. Of what a
     * process has mapped: none of the places above.
     */
    ELSEWHERE;

    /** In lower case, as in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The origins of what each file needs, in the order of the files.
   *
   * @param target the machine on which they would be used; empty for none in particular
   */
  public static List<List<LibraryOrigin>> of(List<NativeFile> files, Optional<Platform> target) {
    NativeConditions artifact = NativeConditions.of(files);
    List<List<LibraryOrigin>> origins = new ArrayList<>();
    for (NativeFile file : files) {
      List<LibraryOrigin> own = new ArrayList<>();
      for (String library : file.needed()) {
        own.add(of(artifact, file, library, target));
      }
      origins.add(List.copyOf(own));
    }
    return origins;
  }

  /**
   * The origins of what each file of a process needs, by where the mapped file of that SONAME or
   * name lies; not known where none is mapped, or several.
   *
   * @param files those that the process has mapped
   * @param isDirectory whether a path is a directory, on the machine of the process
   */
  public static List<List<LibraryOrigin>> ofProcess(
      List<NativeFile> files, Predicate<String> isDirectory) {
    Map<String, LibraryOrigin> mapped = new HashMap<>();
    MappedPlaces places = new MappedPlaces(isDirectory);
    for (NativeFile file : files) {
      String name = file.soname().orElse(file.fileName());
      mapped.merge(
          name,
          new LibraryOrigin(name, places.from(file.path()), file.path()),
          (first, next) ->
              new LibraryOrigin(name, From.UNKNOWN, first.place + " or " + next.place));
    }
    List<List<LibraryOrigin>> origins = new ArrayList<>();
    for (NativeFile file : files) {
      List<LibraryOrigin> own = new ArrayList<>();
      for (String library : file.needed()) {
        LibraryOrigin origin = mapped.get(library.substring(library.lastIndexOf('/') + 1));
        own.add(
            origin == null
                ? new LibraryOrigin(library, From.UNKNOWN, "")
                : new LibraryOrigin(library, origin.from, origin.place));
      }
      origins.add(List.copyOf(own));
    }
    return origins;
  }

  private static LibraryOrigin of(
      NativeConditions artifact, NativeFile file, String library, Optional<Platform> target) {
    Optional<NativeFile> carried = artifact.provider(file, library);
    if (carried.isPresent()) {
      return new LibraryOrigin(library, From.ARTIFACT, carried.get().path());
    }
    if (NativeConditions.isPython(library)) {
      return new LibraryOrigin(library, From.PYTHON, "");
    }
    if (target.isPresent()) {
      return onTarget(file, library, target.get());
    }
    boolean always =
        file.format() == NativeFile.Format.ELF
            ? SystemNames.isAllowed(library)
            : OtherSystems.isOfSystem(library);
    return new LibraryOrigin(library, always ? From.PLATFORM : From.ELSEWHERE, "");
  }

  private static LibraryOrigin onTarget(NativeFile file, String library, Platform target) {
    Libraries.Found found =
        target.libraries().find(library, Optional.of(file.architecture()), file.path());
    if (found instanceof Libraries.Here here) {
      return new LibraryOrigin(library, From.TARGET, here.path());
    }
    return found instanceof Libraries.Missing missing
        ? new LibraryOrigin(library, From.MISSING, String.join(" ", missing.looked()))
        : new LibraryOrigin(library, From.UNKNOWN, ((Libraries.NotKnown) found).detail());
  }
}
