/** Conda's packages and indexes. */
@NullMarked
package io.envprobe.requirement.internal.conda;

import org.jspecify.annotations.NullMarked;
