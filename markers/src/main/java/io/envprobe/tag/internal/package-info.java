/** The vocabularies themselves: profiles read, rules of the platform package applied. */
@org.jspecify.annotations.NullMarked
package io.envprobe.tag.internal;
