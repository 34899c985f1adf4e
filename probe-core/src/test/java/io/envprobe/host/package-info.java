/** Tests. */
@NullMarked
package io.envprobe.host;

import org.jspecify.annotations.NullMarked;
