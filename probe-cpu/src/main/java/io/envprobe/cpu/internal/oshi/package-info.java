/** OSHI as a second opinion: optional, and asked only on request. */
@NullMarked
package io.envprobe.cpu.internal.oshi;

import org.jspecify.annotations.NullMarked;
