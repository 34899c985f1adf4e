/** The build's own compiler for tables of facts; never part of what is shipped. */
@NullMarked
package io.envprobe.tables;

import org.jspecify.annotations.NullMarked;
