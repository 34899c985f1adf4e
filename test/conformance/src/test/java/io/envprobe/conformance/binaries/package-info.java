/** Cases about executable formats and the loader's files. */
@NullMarked
package io.envprobe.conformance.binaries;

import org.jspecify.annotations.NullMarked;
