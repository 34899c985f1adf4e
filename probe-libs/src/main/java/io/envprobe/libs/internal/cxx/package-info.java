/** The C++ runtime. */
@NullMarked
package io.envprobe.libs.internal.cxx;

import org.jspecify.annotations.NullMarked;
