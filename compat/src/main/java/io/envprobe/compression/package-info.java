/**
 * Zstandard and bzip2, unpacked in plain Java. The libraries that do the first either load native
 * code or reach past the bounds of arrays, and what is read here comes from anywhere; those that do
 * the second bring three more.
 *
 * <p>Source: https://www.rfc-editor.org/rfc/rfc8878
 */
@NullMarked
package io.envprobe.compression;

import org.jspecify.annotations.NullMarked;
