/** How hosts keep and change answers; no API. */
@NullMarked
package io.envprobe.host.internal;

import org.jspecify.annotations.NullMarked;
