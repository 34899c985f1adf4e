package io.envprobe.artifact;

import java.util.List;
import java.util.Optional;

/**
 * How widely Linux artifacts can be handed out: the oldest platform that has everything they expect
 * of it, and what rules that out altogether. Immutable.
 *
 * <p>Source: https://peps.python.org/pep-0600/ and https://peps.python.org/pep-0656/ for the tags.
 *
 * @param architecture as platform tags spell it; empty where the files have none, or several
 * @param minimumTag the tag that names the very glibc that is needed, such as {@code
 *     manylinux_2_29_x86_64}, or for musl the series, {@code musllinux_1_2_x86_64}; empty where no
 *     tag exists for the architecture or the C library
 * @param policyTag the same rounded up to a policy that wheel repair tools know, or {@code linux_…}
 *     where no such policy allows the files
 * @param decidedBy what the minimum comes from: version nodes, {@code WHITELIST:library}, {@code
 *     BLACKLISTED:library:symbol}; empty where it is the architecture's lowest tag
 * @param externalLibraries the libraries needed that neither the platform nor the artifact has
 * @param blockers what no tag can promise: {@code EXTERNAL_LIB:name}, {@code GLIBC_PRIVATE}, {@code
 *     X86_64_V3} …
 * @param limits what holds on some systems only, as words for a person
 */
public record Portability(
    Optional<String> architecture,
    Optional<String> minimumTag,
    Optional<String> policyTag,
    List<String> decidedBy,
    List<String> externalLibraries,
    List<String> blockers,
    List<String> limits) {
  public Portability {
    decidedBy = List.copyOf(decidedBy);
    externalLibraries = List.copyOf(externalLibraries);
    blockers = List.copyOf(blockers);
    limits = List.copyOf(limits);
  }

  /** Whether the tag's promise is enough for the files. */
  public boolean isPortable() {
    return blockers.isEmpty();
  }
}
