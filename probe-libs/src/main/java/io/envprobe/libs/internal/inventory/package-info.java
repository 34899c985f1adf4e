/** What the loader sees, who owns it, and what changes it. */
@NullMarked
package io.envprobe.libs.internal.inventory;

import org.jspecify.annotations.NullMarked;
