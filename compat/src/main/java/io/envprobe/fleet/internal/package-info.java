/** Readers of the inputs of fleets, and the arithmetic of their report. */
@org.jspecify.annotations.NullMarked
package io.envprobe.fleet.internal;
