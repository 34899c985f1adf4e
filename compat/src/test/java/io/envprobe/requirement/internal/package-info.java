@NullMarked
package io.envprobe.requirement.internal;

import org.jspecify.annotations.NullMarked;
