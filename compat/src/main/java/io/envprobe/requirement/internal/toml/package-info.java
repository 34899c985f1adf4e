/** TOML documents in which every value knows where it stands. */
@NullMarked
package io.envprobe.requirement.internal.toml;

import org.jspecify.annotations.NullMarked;
