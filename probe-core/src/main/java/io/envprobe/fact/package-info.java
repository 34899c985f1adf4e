/**
 * Facts about a machine: values with their evidence, their origin, and "unknown" with its cause.
 */
@NullMarked
package io.envprobe.fact;

import org.jspecify.annotations.NullMarked;
