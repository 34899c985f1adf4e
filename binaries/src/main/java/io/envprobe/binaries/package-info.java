/**
 * Readers of executable formats. They do no input or output of their own, and never throw for
 * damaged content.
 */
@NullMarked
package io.envprobe.binaries;

import org.jspecify.annotations.NullMarked;
