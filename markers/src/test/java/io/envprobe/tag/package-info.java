@NullMarked
package io.envprobe.tag;

import org.jspecify.annotations.NullMarked;
