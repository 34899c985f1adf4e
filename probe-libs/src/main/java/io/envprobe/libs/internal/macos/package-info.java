/** The loader of macOS and what programs for it ask. */
@NullMarked
package io.envprobe.libs.internal.macos;

import org.jspecify.annotations.NullMarked;
