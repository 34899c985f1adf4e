/** Tests of the rules about accelerators. */
@NullMarked
package io.envprobe.accelerator;

import org.jspecify.annotations.NullMarked;
