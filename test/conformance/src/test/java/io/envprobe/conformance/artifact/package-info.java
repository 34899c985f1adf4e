/** Artifacts against the conformance folder. */
@NullMarked
package io.envprobe.conformance.artifact;

import org.jspecify.annotations.NullMarked;
