package io.envprobe.binaries.loader;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the loader of Windows does not learn from the files that it loads. Paths have {@code /}
 * between names. Immutable.
 *
 * @param application the directory of the program; empty where a library is looked at by itself
 * @param system the directory of the system's libraries for the program: System32 or SysWOW64
 * @param windows the directory of Windows
 * @param workingDirectory empty where it is not known
 * @param path the directories of {@code PATH}
 * @param added the directories that the program added by {@code AddDllDirectory}
 * @param known the names, in lower case, that always mean the system's library ({@code KnownDLLs})
 */
public record WindowsSettings(
    Optional<String> application,
    String system,
    String windows,
    Optional<String> workingDirectory,
    List<String> path,
    List<String> added,
    Set<String> known) {
  public WindowsSettings {
    path = List.copyOf(path);
    added = List.copyOf(added);
    known = Set.copyOf(known);
  }
}
