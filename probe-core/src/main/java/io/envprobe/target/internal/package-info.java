/** Parsers of raw texts about processors, and the tables that give them meaning. */
@NullMarked
package io.envprobe.target.internal;

import org.jspecify.annotations.NullMarked;
