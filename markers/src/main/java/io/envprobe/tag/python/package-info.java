/**
 * Python's tags and the file names that carry them, as {@code packaging} 26.3 understands them;
 * other orders are modes.
 */
@org.jspecify.annotations.NullMarked
package io.envprobe.tag.python;
