/** JSON documents in which every value knows where it stands. */
@NullMarked
package io.envprobe.requirement.internal.json;

import org.jspecify.annotations.NullMarked;
