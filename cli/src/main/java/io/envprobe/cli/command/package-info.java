/** The commands. */
@NullMarked
package io.envprobe.cli.command;

import org.jspecify.annotations.NullMarked;
