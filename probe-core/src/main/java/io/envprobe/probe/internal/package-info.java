/** How the profiler runs probes; no API. */
@NullMarked
package io.envprobe.probe.internal;

import org.jspecify.annotations.NullMarked;
