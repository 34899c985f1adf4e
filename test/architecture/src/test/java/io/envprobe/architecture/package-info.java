/** What may depend on what. */
@NullMarked
package io.envprobe.architecture;

import org.jspecify.annotations.NullMarked;
