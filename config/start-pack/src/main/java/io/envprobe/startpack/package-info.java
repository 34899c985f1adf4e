/** The build's own packer of the classes that every start needs; never part of what is shipped. */
@NullMarked
package io.envprobe.startpack;

import org.jspecify.annotations.NullMarked;
