package io.envprobe.libs.internal.libc;

import io.envprobe.fact.Evidence;
import io.envprobe.fact.FactRecord;
import io.envprobe.fact.Finding;
import io.envprobe.fact.Reading;
import java.util.List;

/**
 * A C library behind one loader path.
 *
 * @param name the family: {@code glibc}, {@code musl}, {@code bionic}, {@code uclibc}
 * @param version what the file says of itself
 * @param derived whether the version is no statement of the library itself but drawn from a package
 *     database, a cache or the versions that it defines
 * @param path the file of the C library, every link resolved
 * @param architecture as platform tags spell it; empty where the loader could not be read
 * @param loader the path that programs name
 * @param shim whether the loader only imitates this family on top of another C library, or does
 *     nothing but print an error
 */
record CLibrary(
    String name,
    Reading<String> version,
    boolean derived,
    Reading<String> path,
    String architecture,
    String loader,
    boolean shim,
    List<Evidence> evidence,
    List<Finding> findings) {

  CLibrary {
    evidence = List.copyOf(evidence);
    findings = List.copyOf(findings);
  }

  /** As an item of a fact. */
  FactRecord record() {
    FactRecord.Builder fields = FactRecord.builder();
    fields.put("name", name);
    fields.put("version", version.asOptional());
    if (!architecture.isEmpty()) {
      fields.put("arch", architecture);
    }
    fields.put("path", path.asOptional());
    fields.put("loader", loader);
    fields.put("shim", shim);
    return fields.build();
  }
}
