/** The C and C++ runtimes of Windows. */
@NullMarked
package io.envprobe.libs.internal.windows;

import org.jspecify.annotations.NullMarked;
