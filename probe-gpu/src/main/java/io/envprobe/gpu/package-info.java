/** Graphics processors, their drivers, and CUDA, ROCm, Level Zero, OpenCL and Vulkan. */
@NullMarked
package io.envprobe.gpu;

import org.jspecify.annotations.NullMarked;
