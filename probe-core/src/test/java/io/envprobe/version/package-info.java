/** Tests of the version schemes. */
@NullMarked
package io.envprobe.version;

import org.jspecify.annotations.NullMarked;
