/** NVIDIA's driver, devices and libraries; no API. */
@NullMarked
package io.envprobe.gpu.internal.nvidia;

import org.jspecify.annotations.NullMarked;
