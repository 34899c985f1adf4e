/** Tests of the second opinion. */
@NullMarked
package io.envprobe.cpu.internal.oshi;

import org.jspecify.annotations.NullMarked;
