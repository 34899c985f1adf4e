/** Runs the sample. */
@org.jspecify.annotations.NullMarked
package io.envprobe.samples.duckdb;
