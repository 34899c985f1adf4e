/** The conformance cases about processors. */
@NullMarked
package io.envprobe.conformance.cpu;

import org.jspecify.annotations.NullMarked;
