package io.envprobe.artifact.internal;

import io.envprobe.binaries.ElfRequirements.Libc;
import java.util.List;
import java.util.Optional;

/**
 * What one ELF file expects of its platform, reduced to what policies speak of.
 *
 * @param path of the file, for naming who is to blame
 * @param architecture as platform tags spell it; empty for an unknown machine
 * @param libc the C library
 * @param libraries what it needs, in order
 * @param nodes the versions needed that are not weak
 * @param weakNodes those that are: the loader forgives their absence, repair tools do not
 * @param refusedSymbols {@code library:symbol} for each symbol that some policy refuses
 * @param muslRelease the first musl release with all its symbols
 * @param blockers what no policy can promise
 * @param limits what holds on some systems only
 */
record Requirement(
    String path,
    Optional<String> architecture,
    Libc libc,
    List<String> libraries,
    List<String> nodes,
    List<String> weakNodes,
    List<RefusedSymbol> refusedSymbols,
    Optional<MuslReleases.Needed> muslRelease,
    List<String> blockers,
    List<String> limits) {

  /** A symbol that a policy refuses although the library is allowed. */
  record RefusedSymbol(String library, String symbol) {}
}
