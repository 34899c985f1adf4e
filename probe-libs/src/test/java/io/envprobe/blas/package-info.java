/** Tests. */
@NullMarked
package io.envprobe.blas;

import org.jspecify.annotations.NullMarked;
