/** CPU targets as pure data: their names and the partial order between them. */
@NullMarked
package io.envprobe.target;

import org.jspecify.annotations.NullMarked;
