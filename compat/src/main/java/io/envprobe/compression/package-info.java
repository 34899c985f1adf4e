/**
 * Zstandard, unpacked in plain Java. The libraries that do it either load native code or reach past
 * the bounds of arrays, and what is read here comes from anywhere.
 *
 * <p>Source: https://www.rfc-editor.org/rfc/rfc8878
 */
@NullMarked
package io.envprobe.compression;

import org.jspecify.annotations.NullMarked;
