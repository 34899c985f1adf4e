/** Measurements; nothing here passes or fails. */
@NullMarked
package io.envprobe.benchmarks;

import org.jspecify.annotations.NullMarked;
