/** The calls themselves; the only classes that refer to JNA. */
@NullMarked
package io.envprobe.nativeaccess.internal;

import org.jspecify.annotations.NullMarked;
