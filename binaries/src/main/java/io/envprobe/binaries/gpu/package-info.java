/**
 * Readers of code for graphics processors: what NVIDIA's and AMD's compilers put into libraries,
 * objects, archives and files of their own. They list what is there and for which processors; they
 * decompress no more than that takes, and never throw for damaged content.
 */
@NullMarked
package io.envprobe.binaries.gpu;

import org.jspecify.annotations.NullMarked;
