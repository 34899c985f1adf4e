package io.envprobe.libs;

import io.envprobe.binaries.loader.Resolution;
import java.util.List;
import java.util.Optional;

/**
 * What loading one program or library on a machine comes to: which file each needed library is, and
 * what is missing. Immutable.
 *
 * @param path the file that was to be loaded
 * @param basis what the answer rests on
 * @param state whether it loads, as far as files, formats and versions go; {@link #unboundSymbols}
 *     do not count
 * @param providers the objects loaded with it, in the loader's order; only those found
 * @param missingLibraries the libraries that are not found
 * @param missingVersions the versions that no chosen provider defines, with the symbols that need
 *     them; weak ones, without which it loads all the same, are marked
 * @param unboundSymbols the symbols of the file itself, with their version after an {@code @}, that
 *     nothing loaded with it defines; the program that opens a library may still do so, as Python
 *     does for {@code Py…}. Empty where the basis is not {@link Basis#FILES}
 * @param errors what the loader would say
 * @param warnings what it would say and go on
 * @param unknowns what could not be looked at, and why; empty where the state is known
 */
public record LoadReport(
    String path,
    Basis basis,
    State state,
    List<Provider> providers,
    List<MissingLibrary> missingLibraries,
    List<MissingVersion> missingVersions,
    List<String> unboundSymbols,
    List<String> errors,
    List<String> warnings,
    List<String> unknowns) {

  public LoadReport {
    providers = List.copyOf(providers);
    missingLibraries = List.copyOf(missingLibraries);
    missingVersions = List.copyOf(missingVersions);
    unboundSymbols = List.copyOf(unboundSymbols);
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
    unknowns = List.copyOf(unknowns);
  }

  /** What an answer rests on. */
  public enum Basis {
    /** The machine's own files, looked at as its loader does. */
    FILES,
    /** The facts of a profile: the libraries that it lists, and the highest versions. */
    FACTS
  }

  /** Whether a file loads. */
  public enum State {
    LOADS,
    FAILS,
    UNKNOWN
  }

  /**
   * A library that is loaded.
   *
   * @param name the name that it was first asked for by
   * @param path where it was found
   * @param requiredBy the path of the file that first asked for it; empty for a preloaded one
   * @param via the rule that found it, as in {@link Resolution.LoadedObject#via}
   */
  public record Provider(String name, String path, Optional<String> requiredBy, String via) {}

  /**
   * A library that is not found.
   *
   * @param requiredBy the path of the file that needs it
   * @param looked every place looked at, in order; empty where the name is a path itself
   */
  public record MissingLibrary(String name, String requiredBy, List<Resolution.Step> looked) {
    public MissingLibrary {
      looked = List.copyOf(looked);
    }
  }

  /**
   * A version that is needed and not defined.
   *
   * @param requiredBy the path of the file that needs it
   * @param library the name that it needs it of
   * @param provider the path of the library chosen; empty where no file was at hand
   * @param weak whether the loader carries on without it
   * @param symbols the symbols of that file that are bound to it
   * @param offered the highest version that the provider has on the same line, as in {@code
   *     GLIBC_2.36}
   * @param alternatives other versions in which the provider has these symbols, as in {@code
   *     memcpy@GLIBC_2.2.5}: linked against an older library, the file would load
   */
  public record MissingVersion(
      String requiredBy,
      String library,
      Optional<String> provider,
      String version,
      boolean weak,
      List<String> symbols,
      Optional<String> offered,
      List<String> alternatives) {
    public MissingVersion {
      symbols = List.copyOf(symbols);
      alternatives = List.copyOf(alternatives);
    }
  }

  /** Whether it loads and all its symbols are bound without anything else. */
  public boolean isComplete() {
    return state == State.LOADS && unboundSymbols.isEmpty();
  }
}
