/** What may stand on a command line: one description that the parser and the help read. */
@NullMarked
package io.envprobe.cli.argument;

import org.jspecify.annotations.NullMarked;
