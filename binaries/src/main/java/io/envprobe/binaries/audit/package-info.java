/** Where else a binary would run: the lowest platform that has all it needs. */
@NullMarked
package io.envprobe.binaries.audit;

import org.jspecify.annotations.NullMarked;
