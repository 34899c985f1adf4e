/**
 * The words of ecosystems other than Python for operating systems and architectures, each with its
 * matching rule where the ecosystem defines one.
 */
@org.jspecify.annotations.NullMarked
package io.envprobe.tag.platform;
