/** Tests of wheel variants. */
@org.jspecify.annotations.NullMarked
package io.envprobe.tag.variant;
