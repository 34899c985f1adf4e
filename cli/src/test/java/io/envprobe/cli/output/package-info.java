/** Tests of how answers are written. */
@org.jspecify.annotations.NullMarked
package io.envprobe.cli.output;
