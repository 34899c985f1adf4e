package io.envprobe.libs.internal.python;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Reading;
import java.util.List;

/**
 * What the files of an installation tell of its interpreter.
 *
 * @param path where it is called by
 * @param via what led to it
 */
record Interpreter(
    String path,
    String via,
    String implementation,
    Reading<String> version,
    Reading<List<String>> abis,
    Reading<String> extensionSuffix,
    Reading<Boolean> freeThreaded,
    Reading<Boolean> debug,
    Reading<String> libc,
    Reading<String> architecture,
    Reading<String> manylinuxOverride,
    List<Evidence> evidence,
    List<Finding> findings) {

  Interpreter {
    evidence = List.copyOf(evidence);
    findings = List.copyOf(findings);
  }

  /** As an item of a fact. */
  FactRecord record() {
    return FactRecord.builder()
        .put("path", path)
        .put("via", via)
        .put("implementation", implementation)
        .put("version", version.asOptional())
        .put("abis", abis.asOptional())
        .put("free_threaded", freeThreaded.asOptional())
        .put("debug", debug.asOptional())
        .put("libc", libc.asOptional())
        .put("arch", architecture.asOptional())
        .put("manylinux_override", manylinuxOverride.asOptional())
        .build();
  }
}
