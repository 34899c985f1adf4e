@NullMarked
package io.envprobe.libs.internal.python;

import org.jspecify.annotations.NullMarked;
