/** Tests of unpacking. */
@NullMarked
package io.envprobe.compression;

import org.jspecify.annotations.NullMarked;
