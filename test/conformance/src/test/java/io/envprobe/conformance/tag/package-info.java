/** The cases about tag vocabularies. */
@NullMarked
package io.envprobe.conformance.tag;

import org.jspecify.annotations.NullMarked;
