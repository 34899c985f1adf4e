/** AMD's devices and ROCm; no API. */
@NullMarked
package io.envprobe.gpu.internal.amd;

import org.jspecify.annotations.NullMarked;
