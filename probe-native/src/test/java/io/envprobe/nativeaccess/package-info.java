/** Tests of the native calls on the machine that builds. */
@NullMarked
package io.envprobe.nativeaccess;

import org.jspecify.annotations.NullMarked;
