/** The probes of the operating system and its kernel. */
@NullMarked
package io.envprobe.probe.system;

import org.jspecify.annotations.NullMarked;
