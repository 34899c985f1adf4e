package io.envprobe.requirement.internal.conda;

import io.envprobe.artifact.NativeFile;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Severity;
import io.envprobe.requirement.CondaDemand;
import io.envprobe.requirement.RequirementException;
import io.envprobe.requirement.internal.json.Json;
import io.envprobe.tag.matchspec.CondaMatchSpec;
import io.envprobe.tag.matchspec.CondaRecord;
import io.envprobe.version.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a package's record claims against what its binaries need. */
final class CondaClaims {
  private static final String GLIBC = "__glibc";
  private static final String NODE = "GLIBC_2.";

  /** The oldest release that conda-forge ever built for is 2.12. */
  private static final int OLDEST = 12;

  private static final int NEWEST = 999;

  /** Of the C library, and of drivers. */
  private static final Set<String> OF_THE_MACHINE =
      Set.of(
          "libc.so.6",
          "libm.so.6",
          "libmvec.so.1",
          "libdl.so.2",
          "libpthread.so.0",
          "librt.so.1",
          "libutil.so.1",
          "libresolv.so.2",
          "libnsl.so.1",
          "libanl.so.1",
          "libcuda.so.1",
          "libnvidia-ml.so.1");

  private CondaClaims() {}

  /** Whether a library is the machine's own, and in no package. */
  static boolean isOfTheMachine(String library) {
    return OF_THE_MACHINE.contains(library) || library.startsWith("ld-linux");
  }

  /** What needs a newer glibc than the record asks for. */
  static List<Finding> of(Json.Members record, List<NativeFile> files, String name)
      throws RequirementException {
    int needed = 0;
    String reason = "";
    for (NativeFile file : files) {
      for (NativeFile.VersionNeed need : file.versions()) {
        int minor = minor(need.version());
        if (minor > needed && !need.weak()) {
          needed = minor;
          String symbol = need.symbols().isEmpty() ? "" : " for " + need.symbols().get(0);
          reason = file.path() + " needs " + need.version() + symbol;
        }
      }
    }
    List<CondaMatchSpec> specs = new ArrayList<>();
    for (Json spec : record.items("depends")) {
      if (CondaDemand.isVirtual(spec.asText())) {
        parse(spec.asText()).filter(read -> read.names(GLIBC)).ifPresent(specs::add);
      }
    }
    Optional<Integer> admitted = oldest(specs);
    if (needed <= OLDEST || admitted.isEmpty() || admitted.get() >= needed) {
      return List.of();
    }
    String claim =
        specs.isEmpty() ? "the record asks for no __glibc" : specs.get(0).canonical() + " is asked";
    return List.of(
        new Finding(
            "conda.over-claim",
            Severity.WARNING,
            claim + ", but " + reason,
            name,
            List.of(),
            "depend on __glibc >=2." + needed + ",<3.0.a0"));
  }

  private static Optional<CondaMatchSpec> parse(String text) {
    try {
      return Optional.of(CondaMatchSpec.parse(text));
    } catch (SyntaxException e) {
      // It is refused with its place where it becomes a condition.
      return Optional.empty();
    }
  }

  private static Optional<Integer> oldest(List<CondaMatchSpec> specs) {
    for (int minor = OLDEST; minor <= NEWEST; minor++) {
      CondaRecord glibc = CondaRecord.of(GLIBC, "2." + minor, "0", 0);
      if (specs.stream().allMatch(spec -> spec.matches(glibc))) {
        return Optional.of(minor);
      }
    }
    return Optional.empty();
  }

  private static int minor(String node) {
    if (!node.startsWith(NODE)) {
      return 0;
    }
    int value = 0;
    for (int i = NODE.length(); i < node.length(); i++) {
      char c = node.charAt(i);
      if (c < '0' || c > '9') {
        return value;
      }
      value = Math.min(NEWEST, value * 10 + c - '0');
    }
    return value;
  }
}
