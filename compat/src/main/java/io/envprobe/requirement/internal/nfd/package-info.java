/** The documents of Kubernetes' Node Feature Discovery. */
@NullMarked
package io.envprobe.requirement.internal.nfd;

import org.jspecify.annotations.NullMarked;
