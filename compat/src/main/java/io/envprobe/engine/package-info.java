/**
 * The engine: whether a platform meets a requirement, why not, and which of several candidates is
 * best. Pure functions of a requirement and a platform; everything is immutable and thread-safe.
 */
@NullMarked
package io.envprobe.engine;

import org.jspecify.annotations.NullMarked;
