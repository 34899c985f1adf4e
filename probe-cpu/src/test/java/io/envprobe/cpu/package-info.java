/** Tests of the processor probes on machines made of recorded texts. */
@NullMarked
package io.envprobe.cpu;

import org.jspecify.annotations.NullMarked;
