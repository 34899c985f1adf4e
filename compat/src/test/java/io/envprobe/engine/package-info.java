/** Tests of the engine. */
@NullMarked
package io.envprobe.engine;

import org.jspecify.annotations.NullMarked;
