/** What probes of devices share in looking at files; no API. */
@NullMarked
package io.envprobe.gpu.internal.files;

import org.jspecify.annotations.NullMarked;
