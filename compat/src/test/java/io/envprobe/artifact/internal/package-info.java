/** Tests of artifacts from within. */
@NullMarked
package io.envprobe.artifact.internal;

import org.jspecify.annotations.NullMarked;
