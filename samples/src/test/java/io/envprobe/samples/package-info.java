/** Runs the samples. */
@NullMarked
package io.envprobe.samples;

import org.jspecify.annotations.NullMarked;
