/** The formats that declare external dependencies. */
@NullMarked
package io.envprobe.external.internal;

import org.jspecify.annotations.NullMarked;
