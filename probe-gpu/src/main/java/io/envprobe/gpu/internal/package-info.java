/** How the probes of graphics processors find out; no API. */
@NullMarked
package io.envprobe.gpu.internal;

import org.jspecify.annotations.NullMarked;
