/**
 * One question to many machines: which share of a fleet a requirement fits, and what excludes the
 * rest. Inputs are streamed and equal environments are decided once.
 */
@org.jspecify.annotations.NullMarked
package io.envprobe.fleet;
