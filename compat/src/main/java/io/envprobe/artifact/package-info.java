/**
 * Artifacts: archives read at random, the native files in them, and what these need, provide and
 * hide. Values are immutable; nothing here touches a file but through {@link
 * io.envprobe.host.Inputs}.
 */
@NullMarked
package io.envprobe.artifact;

import org.jspecify.annotations.NullMarked;
