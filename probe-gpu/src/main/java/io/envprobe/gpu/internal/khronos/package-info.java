/** OpenCL and Vulkan, whose loaders find drivers by files that name them; no API. */
@NullMarked
package io.envprobe.gpu.internal.khronos;

import org.jspecify.annotations.NullMarked;
