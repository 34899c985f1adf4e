/** Tests of examinations, targets and their order, on named machines. */
@NullMarked
package io.envprobe.target;

import org.jspecify.annotations.NullMarked;
