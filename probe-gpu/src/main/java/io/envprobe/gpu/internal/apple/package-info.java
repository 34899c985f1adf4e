/** Apple's graphics; no API. */
@NullMarked
package io.envprobe.gpu.internal.apple;

import org.jspecify.annotations.NullMarked;
