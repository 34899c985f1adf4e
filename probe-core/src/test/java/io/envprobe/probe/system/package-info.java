/** Tests. */
@NullMarked
package io.envprobe.probe.system;

import org.jspecify.annotations.NullMarked;
