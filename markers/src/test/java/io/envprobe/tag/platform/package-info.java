@NullMarked
package io.envprobe.tag.platform;

import org.jspecify.annotations.NullMarked;
