/**
 * What runs in the child process and nowhere else: it opens a library of others, calls it as the
 * request says, and writes down every step before the next one. Packed by the build into a small
 * jar of its own, with the libraries that it needs; it knows nothing of the rest of the program.
 */
@NullMarked
package io.envprobe.nativeaccess.child;

import org.jspecify.annotations.NullMarked;
