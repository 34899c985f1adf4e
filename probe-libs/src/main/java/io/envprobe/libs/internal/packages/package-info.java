/** The databases of package managers, read directly: what is installed, and whose a file is. */
@NullMarked
package io.envprobe.libs.internal.packages;

import org.jspecify.annotations.NullMarked;
