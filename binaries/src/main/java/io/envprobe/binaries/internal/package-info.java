/** The work behind the readers: bounded access to bytes and the walks over each format's tables. */
@NullMarked
package io.envprobe.binaries.internal;

import org.jspecify.annotations.NullMarked;
