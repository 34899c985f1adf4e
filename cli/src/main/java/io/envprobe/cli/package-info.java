/**
 * The program: finds the command, hands it its streams, turns what went wrong into an exit code.
 */
@NullMarked
package io.envprobe.cli;

import org.jspecify.annotations.NullMarked;
