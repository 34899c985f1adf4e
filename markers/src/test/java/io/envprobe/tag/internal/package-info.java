@NullMarked
package io.envprobe.tag.internal;

import org.jspecify.annotations.NullMarked;
