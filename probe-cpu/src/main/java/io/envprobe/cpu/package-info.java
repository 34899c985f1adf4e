/** The probes of the processor: they ask the host for raw texts and hand them over. */
@NullMarked
package io.envprobe.cpu;

import org.jspecify.annotations.NullMarked;
