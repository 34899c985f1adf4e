/** Python interpreters, learned from files. */
@NullMarked
package io.envprobe.libs.internal.python;

import org.jspecify.annotations.NullMarked;
