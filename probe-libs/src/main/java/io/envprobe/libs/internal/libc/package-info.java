/** C libraries: which, where, which version. */
@NullMarked
package io.envprobe.libs.internal.libc;

import org.jspecify.annotations.NullMarked;
