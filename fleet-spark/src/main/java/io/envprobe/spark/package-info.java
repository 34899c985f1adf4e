/**
 * The evaluation of fleets on Spark: SQL functions, and a job with the report of the command. Spark
 * itself is the cluster's.
 */
@org.jspecify.annotations.NullMarked
package io.envprobe.spark;
