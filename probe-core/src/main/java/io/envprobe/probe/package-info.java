/** Probes, and the profiler that runs just those that are needed. */
@NullMarked
package io.envprobe.probe;

import org.jspecify.annotations.NullMarked;
