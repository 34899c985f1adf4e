/** The parts of the plugin that need no Maven. */
@NullMarked
package io.envprobe.maven;

import org.jspecify.annotations.NullMarked;
