package io.envprobe.artifact.internal;

import io.envprobe.artifact.NativeFile;
import io.envprobe.fact.Finding;
import java.util.List;
import java.util.Optional;

/**
 * A file that was looked into.
 *
 * @param requirement what it expects of its platform; empty for others than ELF
 * @param findings what is wrong with it by itself
 */
record Inspected(NativeFile file, Optional<Requirement> requirement, List<Finding> findings) {}
