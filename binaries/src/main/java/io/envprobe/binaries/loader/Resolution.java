package io.envprobe.binaries.loader;

import io.envprobe.binaries.ElfFile;
import java.util.List;
import java.util.Optional;

/**
 * What loading a program, or a library alone, comes to.
 *
 * @param objects in the order of the loader's own list, without the program itself
 * @param searches every search for a name, in order, with the places looked at
 * @param errors what the loader says; empty where the program would start
 * @param warnings what it says and goes on
 * @param missingLibraries the needed libraries that were not found, optional ones left out
 * @param missingVersions the versions that objects need and do not get, weak ones too
 * @param loads whether it loads as far as files, formats and versions go; symbols are not looked up
 */
public record Resolution(
    List<LoadedObject> objects,
    List<Search> searches,
    List<String> errors,
    List<String> warnings,
    List<MissingLibrary> missingLibraries,
    List<MissingVersion> missingVersions,
    boolean loads) {

  public Resolution {
    objects = List.copyOf(objects);
    searches = List.copyOf(searches);
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
    missingLibraries = List.copyOf(missingLibraries);
    missingVersions = List.copyOf(missingVersions);
  }

  /**
   * A library that was not found.
   *
   * @param requiredBy the path of the object that needs it
   */
  public record MissingLibrary(String name, String requiredBy) {}

  /**
   * A version that an object needs of another one that does not define it. musl has no versions.
   *
   * @param requiredBy the path of the object that needs it
   * @param library the name that it needs it of
   * @param provider the path of the object that answers to that name; empty where none does, which
   *     ends glibc's process
   * @param weak whether the loader carries on
   */
  public record MissingVersion(
      String requiredBy, String library, Optional<String> provider, String version, boolean weak) {}

  /**
   * One object.
   *
   * @param name the name that it was first asked for by
   * @param path where it was found, as the loader builds the path; empty where it is missing
   * @param requestedBy the path of the object that first asked for it; empty for a preloaded one
   * @param via which rule found it: {@code RPATH}, {@code LD_LIBRARY_PATH}, {@code RUNPATH}, {@code
   *     cache}, {@code system search path}, {@code path} for a name with a slash, {@code preload},
   *     {@code loader} for the loader itself; on macOS {@code LC_RPATH}, {@code shared cache} and
   *     the variables, on Windows the kinds of directories, {@code known library} and {@code API
   *     set}
   * @param file what it holds; empty where it is missing or no ELF file
   */
  public record LoadedObject(
      String name,
      Optional<String> path,
      Optional<String> requestedBy,
      String via,
      Optional<ElfFile> file) {}

  /**
   * The search for one name.
   *
   * @param requestedBy the path of the object that asked
   */
  public record Search(String name, String requestedBy, List<Step> steps) {
    public Search {
      steps = List.copyOf(steps);
    }
  }

  /**
   * One list of places.
   *
   * @param source {@code RPATH}, {@code LD_LIBRARY_PATH}, {@code RUNPATH}, {@code cache}, {@code
   *     system search path}
   * @param from the file that the list is from; empty where it is from no file
   * @param directories the directories of the list that are not known to be missing; for the
   *     working directory, an empty text
   * @param tried the files tried, in order; the last one is it where the search ended here
   */
  public record Step(
      String source, Optional<String> from, List<String> directories, List<String> tried) {
    public Step {
      directories = List.copyOf(directories);
      tried = List.copyOf(tried);
    }
  }
}
