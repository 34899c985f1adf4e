/** The conditions of the rules. */
@NullMarked
package io.envprobe.blas.internal.rules;

import org.jspecify.annotations.NullMarked;
