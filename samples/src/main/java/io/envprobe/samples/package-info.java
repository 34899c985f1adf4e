/** Programs that embed the library; each is whole in one file. */
@NullMarked
package io.envprobe.samples;

import org.jspecify.annotations.NullMarked;
