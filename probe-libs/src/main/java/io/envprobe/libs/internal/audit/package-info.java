/** The platforms that binaries are judged against. */
@NullMarked
package io.envprobe.libs.internal.audit;

import org.jspecify.annotations.NullMarked;
