/** The functions of fleets in the SQL of DuckDB. */
@org.jspecify.annotations.NullMarked
package io.envprobe.samples.duckdb;
