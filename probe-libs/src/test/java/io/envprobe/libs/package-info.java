@NullMarked
package io.envprobe.libs;

import org.jspecify.annotations.NullMarked;
