/** Tests. */
@NullMarked
package io.envprobe.json;

import org.jspecify.annotations.NullMarked;
