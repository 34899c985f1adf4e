/** Tests of artifacts. */
@NullMarked
package io.envprobe.artifact;

import org.jspecify.annotations.NullMarked;
