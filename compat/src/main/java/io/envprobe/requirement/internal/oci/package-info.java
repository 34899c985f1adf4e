/** Images of containers: their indexes, manifests and layouts, and what is in their layers. */
@NullMarked
package io.envprobe.requirement.internal.oci;

import org.jspecify.annotations.NullMarked;
