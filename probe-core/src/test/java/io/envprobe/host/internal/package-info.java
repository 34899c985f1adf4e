/** The parts of hosts. */
@NullMarked
package io.envprobe.host.internal;

import org.jspecify.annotations.NullMarked;
