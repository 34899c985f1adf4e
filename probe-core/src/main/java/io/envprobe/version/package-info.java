/**
 * Versions: one interface, several schemes that are never mixed silently. PEP 440 has in addition
 * specifier sets and exact ranges.
 */
@NullMarked
package io.envprobe.version;

import org.jspecify.annotations.NullMarked;
