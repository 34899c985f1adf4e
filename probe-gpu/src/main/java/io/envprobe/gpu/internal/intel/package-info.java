/** Intel's Level Zero; no API. */
@NullMarked
package io.envprobe.gpu.internal.intel;

import org.jspecify.annotations.NullMarked;
