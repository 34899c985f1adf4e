/** Probes of native libraries and of the programs that load them. */
@NullMarked
package io.envprobe.libs;

import org.jspecify.annotations.NullMarked;
