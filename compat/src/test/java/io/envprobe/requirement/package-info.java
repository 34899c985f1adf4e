/** Tests of requirements and their formats. */
@NullMarked
package io.envprobe.requirement;

import org.jspecify.annotations.NullMarked;
