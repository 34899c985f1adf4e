@NullMarked
package io.envprobe.tag.nfd;

import org.jspecify.annotations.NullMarked;
