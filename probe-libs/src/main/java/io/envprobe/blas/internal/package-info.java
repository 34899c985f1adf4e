/** How numerical libraries are recognised. */
@NullMarked
package io.envprobe.blas.internal;

import org.jspecify.annotations.NullMarked;
