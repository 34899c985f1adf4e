/** Native calls of a short white list, as text in and text out. */
@NullMarked
package io.envprobe.nativeaccess;

import org.jspecify.annotations.NullMarked;
