@NullMarked
package io.envprobe.tag.python;

import org.jspecify.annotations.NullMarked;
