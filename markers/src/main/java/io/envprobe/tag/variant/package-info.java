/**
 * Wheel variants: properties, labels, documents, compatibility and order, as PEP 825 and PEP 850
 * define them and as variantlib, which implements PEP 817, answers.
 */
@NullMarked
package io.envprobe.tag.variant;

import org.jspecify.annotations.NullMarked;
