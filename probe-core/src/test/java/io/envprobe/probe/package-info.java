/** Tests. */
@NullMarked
package io.envprobe.probe;

import org.jspecify.annotations.NullMarked;
