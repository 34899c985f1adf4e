/** Which machine a command is about, and what is known of it. */
@NullMarked
package io.envprobe.cli.machine;

import org.jspecify.annotations.NullMarked;
