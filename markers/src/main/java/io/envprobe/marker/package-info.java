/**
 * The marker language: parsing, three-valued evaluation with reasons, the algebra of expressions
 * and findings about them.
 */
@NullMarked
package io.envprobe.marker;

import org.jspecify.annotations.NullMarked;
