/** How artifacts are read and judged; not API. */
@NullMarked
package io.envprobe.artifact.internal;

import org.jspecify.annotations.NullMarked;
