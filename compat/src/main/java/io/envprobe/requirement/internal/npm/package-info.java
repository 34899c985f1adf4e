/** Packages and lock files of npm, pnpm and yarn. */
@NullMarked
package io.envprobe.requirement.internal.npm;

import org.jspecify.annotations.NullMarked;
