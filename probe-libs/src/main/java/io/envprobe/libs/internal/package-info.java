/** What the probes of this module share. */
@NullMarked
package io.envprobe.libs.internal;

import org.jspecify.annotations.NullMarked;
