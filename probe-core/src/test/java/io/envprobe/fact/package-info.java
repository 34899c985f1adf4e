/** Tests. */
@NullMarked
package io.envprobe.fact;

import org.jspecify.annotations.NullMarked;
