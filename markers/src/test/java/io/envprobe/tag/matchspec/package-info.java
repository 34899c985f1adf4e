@NullMarked
package io.envprobe.tag.matchspec;

import org.jspecify.annotations.NullMarked;
