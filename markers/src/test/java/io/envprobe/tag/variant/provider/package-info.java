/** Tests of the providers of wheel variants. */
@org.jspecify.annotations.NullMarked
package io.envprobe.tag.variant.provider;
