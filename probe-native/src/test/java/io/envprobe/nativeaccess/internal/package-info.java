/** Tests of the layouts that native calls answer in. */
@NullMarked
package io.envprobe.nativeaccess.internal;

import org.jspecify.annotations.NullMarked;
