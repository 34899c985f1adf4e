/** Fleets against naive recounts. */
@org.jspecify.annotations.NullMarked
package io.envprobe.conformance.fleet;
