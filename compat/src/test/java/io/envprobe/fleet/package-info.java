/** Tests of fleets. */
@org.jspecify.annotations.NullMarked
package io.envprobe.fleet;
